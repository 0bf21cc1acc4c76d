import type { Clock } from '@nano-banana/core'

/** How often callbacks that prove nothing may make us ask the service: junk must not spend the account's requests. */
export interface Doorbells {
  /** Whether one may be answered now; it counts. */
  readonly ring: () => boolean
}

const most = 10
const oneEveryMs = 6_000

/** As many as are ever kept. */
export function createDoorbells({ monotonic }: Clock): Doorbells {
  let left = most
  let countedAtMs = monotonic()
  return {
    ring() {
      const nowMs = monotonic()
      left = Math.min(most, left + (nowMs - countedAtMs) / oneEveryMs)
      countedAtMs = nowMs
      if (left < 1) return false
      left -= 1
      return true
    },
  }
}
