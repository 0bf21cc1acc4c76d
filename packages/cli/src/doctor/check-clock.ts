import type { Finding } from './finding.ts'
import type { HeardDate } from './heard-date.ts'

/** Beyond this a callback is no longer trusted by its signature alone. */
const toleratedMs = 300_000
const noticeableMs = 30_000
/** The service tells whole seconds. */
const graininessMs = 1_000

/** How far this machine's clock is from the service's. The answer's way back is not held against it. */
export function checkClock(heard: HeardDate | undefined): Finding {
  const check = 'clock'
  if (heard === undefined) return { check, verdict: 'skipped', says: 'no answer told the time' }
  const { dateMs, sentAtMs, arrivedAtMs } = heard
  const aheadMs = sentAtMs - (dateMs + graininessMs)
  const behindMs = dateMs - arrivedAtMs
  const offMs = Math.max(aheadMs, behindMs, 0)
  if (offMs === 0) return { check, verdict: 'fine', says: 'agrees with the service to the second' }
  const says = `${(offMs / 1000).toFixed(0)} s ${aheadMs > behindMs ? 'ahead of' : 'behind'} the service`
  if (offMs < noticeableMs) return { check, verdict: 'fine', says }
  const advice =
    'Set it by NTP: a callback is trusted within 300 s of its signature, and looked up from the service beyond.'
  return { check, verdict: offMs < toleratedMs ? 'warning' : 'problem', says, advice }
}
