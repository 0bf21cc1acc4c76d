import { pictureUrl } from '../service/picture.ts'
import type { Protocol } from '../service/protocol.ts'

const links = (id: string): object => ({
  request_id: id,
  response_url: `https://queue.fal.run/fal-ai/nano-banana/requests/${id}`,
  status_url: `https://queue.fal.run/fal-ai/nano-banana/requests/${id}/status`,
  cancel_url: `https://queue.fal.run/fal-ai/nano-banana/requests/${id}/cancel`,
})

/** fal's queue behind fal's proxy, which is told the real address in a header: submit, read the status, fetch the result. */
export const falQueue: Protocol = {
  read({ method, headers }) {
    const { pathname } = new URL(String(headers['x-fal-target-url']))
    const [, jobId, action] = /\/requests\/([^/]+)(?:\/(\w+))?/.exec(pathname) ?? []
    if (method === 'POST') return { asks: 'draw' }
    if (action === 'cancel') return { asks: 'cancel', jobId }
    return { asks: action === 'status' ? 'status' : 'result', jobId }
  },
  answer(asks, { id, isDone }) {
    const headers = { 'x-fal-request-id': id }
    switch (asks) {
      case 'draw':
        return { status: 200, headers, body: { ...links(id), status: 'IN_QUEUE', queue_position: 0 } }
      case 'status':
        return isDone
          ? { status: 200, headers, body: { ...links(id), status: 'COMPLETED', logs: [] } }
          : { status: 202, headers, body: { ...links(id), status: 'IN_PROGRESS', logs: [] } }
      case 'result':
        return {
          status: 200,
          headers,
          body: { images: [{ url: pictureUrl(id), content_type: 'image/png' }], description: '' },
        }
      case 'cancel':
        return { status: 202, headers, body: { status: 'CANCELLATION_REQUESTED' } }
    }
  },
  refusal: (status) => ({ status, body: { detail: 'Refused' } }),
}
