import type { Clock } from '@nano-banana/core'
import type { Presence } from './presence.ts'

// How often a clock that stands still looks whether it goes again.
const dozeMs = 1_000

/**
 * A clock that stands still while the page is away: no pause ends and no deadline passes behind anybody's back, and who
 * returns after an hour finds the wait as it was left.
 */
export function awakeClock(clock: Clock, presence: Presence): Clock {
  let awayMs = 0
  let leftAtMs = presence.isAwake() ? undefined : clock.monotonic()
  const monotonic = (): number => (leftAtMs ?? clock.monotonic()) - awayMs

  presence.onChange((isAwake) => {
    const nowMs = clock.monotonic()
    if (leftAtMs !== undefined) awayMs += nowMs - leftAtMs
    leftAtMs = isAwake ? undefined : nowMs
  })

  return {
    now: clock.now,
    monotonic,
    async sleep(ms, signal) {
      const endMs = monotonic() + ms
      for (let restMs = ms; ; restMs = endMs - monotonic()) {
        await clock.sleep(presence.isAwake() ? restMs : Math.max(restMs, dozeMs), signal)
        if (monotonic() >= endMs) return
      }
    },
  }
}
