import { pictureBytes } from '../service/picture.ts'
import type { Protocol } from '../service/protocol.ts'

/** OpenAI's images: one request, and the picture is its answer. */
export const openaiImages: Protocol = {
  read: () => ({ asks: 'draw' }),
  answer: (_, { id }) => ({
    status: 200,
    headers: { 'x-request-id': 'req_bench' },
    body: {
      created: Math.floor(Date.now() / 1000),
      data: [{ b64_json: pictureBytes(id).toString('base64') }],
      usage: { input_tokens: 9, output_tokens: 1056, total_tokens: 1065 },
    },
  }),
  refusal: (status) => ({
    status,
    body: { error: { message: 'Refused', type: 'refused', param: null, code: null } },
  }),
}
