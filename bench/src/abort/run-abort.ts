import { setTimeout as sleep } from 'node:timers/promises'
import type { BenchClient } from '../clients/bench-client.ts'
import type { AbortPhase } from './abort-phases.ts'

/** What became of one aborted call. */
export interface AbortRun {
  /** From the abort to the end of the call; nothing when it had not ended after five seconds. */
  readonly settledMs: number | undefined
  readonly isRejected: boolean
  /** Requests that arrived after the abort, the cancels included. */
  readonly requestsAfter: number
  readonly cancels: number
}

// How long a call may take to notice.
const patienceMs = 5_000
// Longer than any pause that an abort cuts short, so that a request which still comes is seen.
const watchMs = 4_500

/** Makes one call, aborts it in the phase, and watches what still happens. Nothing when the call was not in the phase at that moment. */
export async function runAbort(client: BenchClient, phase: AbortPhase): Promise<AbortRun | undefined> {
  const scene = await phase.open(client)
  const controller = new AbortController()
  let end: { readonly atMs: number; readonly isRejected: boolean } | undefined
  const settle = (isRejected: boolean) => (): void => {
    end = { atMs: performance.now(), isRejected }
  }
  const call = client.draw(scene.url, controller.signal).then(settle(false), settle(true))

  if (phase.restMs) {
    await Promise.race([scene.reached, call])
    const before = scene.traffic()
    await sleep(phase.restMs(client))
    if (end || scene.traffic() !== before) {
      controller.abort()
      await scene.close()
      return undefined
    }
  }
  const before = scene.traffic()
  const abortedAt = performance.now()
  controller.abort()
  await Promise.race([call, sleep(patienceMs)])
  const seen = end
  await sleep(watchMs)
  const requestsAfter = scene.traffic() - before
  const cancels = scene.cancels()
  await scene.close()
  return { settledMs: seen && seen.atMs - abortedAt, isRejected: seen?.isRejected ?? false, requestsAfter, cancels }
}
