import { setTimeout as pause } from 'node:timers/promises'
import { isBusy } from './sqlite-error.ts'

/** Does work as soon as no other process is in its way. To wait for that within SQLite would stop all else in this one. */
export async function whenFree<T>(work: () => T, patienceMs = 5_000): Promise<T> {
  const endsAt = performance.now() + patienceMs
  for (;;) {
    try {
      return work()
    } catch (error) {
      if (!isBusy(error) || performance.now() >= endsAt) throw error
    }
    // Two that wait must not wait in step.
    await pause(1 + Math.random() * 9)
  }
}
