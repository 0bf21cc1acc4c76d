import { type GenerateOptions, type GenerationResult, isNanoBananaError } from '@nano-banana/node'
import type { VirtualWorld } from './virtual-world.ts'

/** A call that its caller repeats until it succeeds, and how often that was. */
export interface Persistence {
  readonly result: GenerationResult
  readonly failures: number
}

// Longer than any backlog takes: no call is given up while its task runs.
const deadlineMs = 24 * 60 * 60 * 1_000
/** So that callers who were refused together do not come back together. */
const spreadMs = 4_000

/** Calls as a patient application does: what failed for the moment is asked for again, when the service said or soon after. */
export async function persist(
  { client, clock }: Pick<VirtualWorld, 'client' | 'clock'>,
  call: { readonly prompt: string; readonly random: () => number } & Pick<GenerateOptions, 'callback'>,
): Promise<Persistence> {
  const { prompt, random, callback } = call
  const never = new AbortController().signal
  for (let failures = 0; ; failures += 1) {
    try {
      return { result: await client.generate({ prompt }, { deadlineMs, ...(callback && { callback }) }), failures }
    } catch (error) {
      if (!isNanoBananaError(error) || !error.retryable || error.outcome !== 'rejected') throw error
      const askedMs = error.code === 'api' ? (error.retryAfterMs ?? 0) : 0
      await clock.sleep(Math.max(1_000, askedMs) + spreadMs * random(), never)
    }
  }
}
