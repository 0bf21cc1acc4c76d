import OpenAI from 'openai'
import { installedVersion } from '../installed-version.ts'
import { openaiImages } from '../protocols/openai-images.ts'
import { type BenchClient, prompt } from './bench-client.ts'

/** openai, pointed by `baseURL`. Defaults: two retries on 408, 409, 429, 5xx and lost connections; ten minutes an attempt. */
export const openai: BenchClient = {
  name: 'openai',
  version: installedVersion('openai'),
  protocol: openaiImages,
  pausesToRetry: true,
  async draw(url, signal) {
    const client = new OpenAI({ apiKey: 'bench', baseURL: `${url}/v1` })
    const { data } = await client.images.generate({ model: 'gpt-image-1', prompt }, { ...(signal && { signal }) })
    const picture = data?.[0]?.b64_json
    return picture && Buffer.from(picture, 'base64').toString('latin1')
  },
}
