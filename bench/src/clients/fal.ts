import { createFalClient } from '@fal-ai/client'
import { installedVersion } from '../installed-version.ts'
import { falQueue } from '../protocols/fal-queue.ts'
import { type BenchClient, prompt } from './bench-client.ts'

/**
 * fal. `proxyUrl` with `when: 'always'` is its documented way to another address: every request goes there unchanged,
 * with the real address in a header. Defaults: three retries of a submit (429, 502, 503, 504 and lost connections),
 * five of a status, a read every half second.
 */
export const fal: BenchClient = {
  name: 'fal',
  version: installedVersion('@fal-ai/client'),
  protocol: falQueue,
  pollEveryMs: 500,
  pausesToRetry: true,
  async draw(url, abortSignal) {
    const client = createFalClient({ credentials: 'bench', proxyUrl: { url, when: 'always' } })
    const { data } = await client.subscribe('fal-ai/nano-banana', {
      input: { prompt },
      ...(abortSignal && { abortSignal }),
    })
    return data.images[0]?.url
  },
}
