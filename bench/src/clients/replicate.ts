import Replicate from 'replicate'
import { installedVersion } from '../installed-version.ts'
import { replicatePredictions } from '../protocols/replicate-predictions.ts'
import { type BenchClient, prompt } from './bench-client.ts'

/**
 * replicate, pointed by `baseUrl`. Defaults: `run` asks the service to hold its answer, then reads every half second;
 * five retries of anything whose connection was lost, of a POST on 429, of a GET on 429 and 5xx, and none of them after
 * a pause. `run` looks at its signal between two reads only; `predictions.create` would pass one on to fetch.
 */
export const replicate: BenchClient = {
  name: 'replicate',
  version: installedVersion('replicate'),
  protocol: replicatePredictions,
  pollEveryMs: 500,
  pausesToRetry: false,
  async draw(url, signal) {
    const client = new Replicate({ auth: 'bench', baseUrl: `${url}/v1` })
    const output: unknown = await client.run('google/nano-banana', { input: { prompt }, ...(signal && { signal }) })
    // A FileOutput prints as its URL.
    return output === null || output === undefined ? undefined : String(output)
  },
}
