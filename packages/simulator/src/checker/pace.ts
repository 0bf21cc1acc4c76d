import type { SeenCall } from './evidence.ts'
import { checkEach, type Invariant } from './invariant.ts'

/** Nothing comes before the service wants it, or after nobody waits for it. */
export const neverTooEarlyOrTooLate: Invariant = {
  id: 'I-11',
  claim: 'no attempt comes before Retry-After, after the deadline, after the abort or after the call has settled',
  check(evidence) {
    const orphans = evidence.requests.filter(
      ({ left }) =>
        evidence.plan.service === undefined && left.call === undefined && isAStorys(left.machine, left.kind),
    )
    const findings = checkEach(
      evidence.calls,
      (call) => tooEarly(call) ?? tooLate(call) ?? tooSlow(call) ?? tooPatient(call),
    )
    const errands = checkEach(evidence.requests, (request) => tooEarly({ requests: evidence.servedBy(request) }))
    return {
      reached: findings.reached,
      breaches: [
        ...findings.breaches,
        ...errands.breaches,
        ...orphans.map(({ left }) => `request ${left.request} left for ${left.operation}, for which nobody waits`),
      ],
    }
  },
}

// The relay follows its users' tasks of its own accord, and a list belongs to nobody.
const isAStorys = (machine: string, kind: string): boolean => !machine.startsWith('relay') && kind !== 'LIST'

/** Whatever the service says, nobody asks more often than this for what is being processed. */
const leastProcessingMs = 1_000
/** How long one attempt may take, to the last byte of its answer. */
const attemptMs = 60_000

function tooEarly({ requests }: Pick<SeenCall, 'requests'>): string | undefined {
  for (const [index, { delivered }] of requests.entries()) {
    const next = requests[index + 1]
    if (next === undefined || delivered === undefined) continue
    const waitedMs = next.left.localMs - delivered.localMs
    if (delivered.isProcessing && waitedMs < leastProcessingMs)
      return `request ${next.left.request} asked for its own first request in a hot loop`
    if (delivered.askedMs === undefined) continue
    if (waitedMs < delivered.askedMs - 1e-3)
      return `request ${next.left.request} left ${Math.round(waitedMs)} ms after the service asked for ${delivered.askedMs} ms`
  }
  return undefined
}

function tooLate({ called, abortedOrder, settledOrder, requests }: SeenCall): string | undefined {
  const endsAt = called.localMs + called.deadlineMs
  const late = requests.find(
    ({ left, order }) =>
      left.localMs > endsAt - 250 + 1e-3 || order > (abortedOrder ?? order) || order > (settledOrder ?? order),
  )
  return late && `request ${late.left.request} left when ${called.call} was over`
}

// An end is an end at once: in virtual time, at the very same moment.
function tooSlow({ called, aborted, settled }: SeenCall): string | undefined {
  if (!settled) return undefined
  const lateMs = settled.localMs - called.localMs - called.deadlineMs
  if (lateMs > 1) return `${called.call} settled ${lateMs} ms after its deadline`
  const waitedMs = aborted ? settled.localMs - aborted.localMs : 0
  return waitedMs > 1 ? `${called.call} settled ${waitedMs} ms after its abort` : undefined
}

function tooPatient({ requests }: SeenCall): string | undefined {
  const endless = requests.find(({ left, endedMs }) => endedMs !== undefined && endedMs - left.localMs > attemptMs + 1)
  return endless && `request ${endless.left.request} was waited for longer than an attempt may take`
}
