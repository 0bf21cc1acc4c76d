import { type Clock, systemClock } from '@nano-banana/node'

/** A clock on which everything takes a `speed`th of its time: beside a hurried twin, a client keeps the service's own pace. */
export const hurriedClock = (speed: number): Clock => ({
  now: systemClock.now,
  monotonic: () => systemClock.monotonic() * speed,
  sleep: (ms, signal) => systemClock.sleep(ms / speed, signal),
})
