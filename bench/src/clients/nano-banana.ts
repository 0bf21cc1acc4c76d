import { createNanoBanana } from '@nano-banana/node'
import { installedVersion } from '../installed-version.ts'
import { hiapi } from '../protocols/hiapi.ts'
import { type BenchClient, prompt } from './bench-client.ts'

/** Ours. Defaults: a key on every create, six attempts at it, a read every three seconds. */
export const nanoBanana: BenchClient = {
  name: 'nano-banana',
  version: installedVersion('@nano-banana/node'),
  protocol: hiapi,
  pollEveryMs: 3_000,
  pausesToRetry: true,
  async draw(baseUrl, signal) {
    const { outputs } = await createNanoBanana({ apiKey: 'sk-test-bench', baseUrl }).generate({ prompt }, { signal })
    return outputs[0]?.url
  },
}
