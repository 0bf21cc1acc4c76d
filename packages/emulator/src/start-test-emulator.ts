import { withDefaults } from './service/with-defaults.ts'
import { type RunningEmulator, type StartOptions, startEmulator } from './start-emulator.ts'

/** A twin for one test or one suite. */
export interface TestEmulator extends RunningEmulator {
  /** Every emulator takes it, and the real service never. */
  readonly apiKey: string
  /** The same as `close`, for `await using`. */
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

const stages = { queued: 5, handling: 10, archiving: 5 }
// Redeliveries come after 0.1, 0.5 and 2 seconds in place of 1, 5 and 20 minutes.
const hurry = 600

/**
 * Starts a twin that does not keep a test waiting: no quota, every task done after 20 ms, redeliveries within two seconds.
 * Each option can be given otherwise. On a virtual clock redeliveries keep their documented minutes: `advance` lets them pass.
 *
 * @example
 * await using emulator = await startTestEmulator()
 */
export async function startTestEmulator(options: StartOptions = {}): Promise<TestEmulator> {
  const speed = options.clock === 'virtual' ? 1 : hurry
  const emulator = await startEmulator(withDefaults<StartOptions>({ quota: 0, stages, speed }, options))
  return { ...emulator, apiKey: 'sk-test-suite', [Symbol.asyncDispose]: emulator.close }
}
