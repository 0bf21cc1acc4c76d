import { type Clock, systemClock } from '@nano-banana/core'

/** Time as the twin sees it. */
export type TwinClock = Pick<Clock, 'now' | 'sleep'>

/** Time that passes by itself. */
export const realClock = (now: () => number): TwinClock => ({ now, sleep: systemClock.sleep })
