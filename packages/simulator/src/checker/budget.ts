import { isNanoBananaError } from '@nano-banana/core'
import type { Evidence, SeenCall, SeenRequest } from './evidence.ts'
import { checkEach, type Invariant } from './invariant.ts'
import { type Spending, spendingsOf } from './retry-spending.ts'

/** A bounded number of retries, whatever fails. */
export const boundedRetries: Invariant = {
  id: 'I-12',
  claim: 'retries stay within the budget of any minute, which always fills again: nobody gives up who could go on',
  check(evidence) {
    const spendings = spendingsOf(evidence)
    const certain = spendings.filter(({ isCertain }) => isCertain)
    const bursts = checkEach(certain, (last) => overspent(last, certain, evidence))
    const quitters = checkEach(evidence.calls, (call) => gaveUpEarly(call, spendings, evidence) ?? gaveUpWatching(call))
    const insistent = checkEach(evidence.calls, tooOften)
    const idle = checkEach(evidence.calls, (call) => stoodIdle(call, evidence))
    const misjudged = [...quitters.breaches, ...insistent.breaches, ...idle.breaches]
    return {
      reached: bursts.reached,
      breaches: [...bursts.breaches, ...misjudged, ...crowdedIn(evidence.requests)],
    }
  },
}

const capacity = 100
const minuteMs = 60_000

function overspent(last: Spending, spendings: readonly Spending[], { requests }: Evidence): string | undefined {
  const fromMs = last.localMs - minuteMs
  const isWithin = (machine: string, localMs: number): boolean =>
    machine === last.machine && localMs > fromMs && localMs <= last.localMs
  const spent = sum(spendings.filter(({ machine, localMs }) => isWithin(machine, localMs)))
  const successes = requests.filter(
    ({ left, delivered }) => delivered?.isGood && isWithin(left.machine, delivered.localMs),
  ).length
  return spent > capacity + minuteMs / 1000 + successes
    ? `${last.machine} spent ${spent} on retries within a minute`
    : undefined
}

// However many wait for a key, one of them asks.
function crowdedIn(requests: readonly SeenRequest[]): readonly string[] {
  const latest = new Map<string, SeenRequest>()
  return requests.flatMap((request) => {
    const { left, order } = request
    if (left.key === undefined) return []
    const name = `${left.machine} ${left.key}`
    const before = latest.get(name)
    latest.set(name, request)
    return before && (before.endedOrder ?? Number.POSITIVE_INFINITY) > order
      ? `request ${left.request} left while request ${before.left.request} was under way with the same key`
      : []
  })
}

/** The longest pause before a retry that nobody asked for, and some time to answer. */
const longestPauseMs = 22_000
const maxAttempts = 6
const maxBrokenAnswers = 2
const maxRetryAfterMs = 60_000

// A call that still had time, attempts and budget, and failed in a way that may pass.
function gaveUpEarly(call: SeenCall, spendings: readonly Spending[], evidence: Evidence): string | undefined {
  const { called, aborted, settled, requests } = call
  const last = requests.at(-1)
  if (!settled || settled.isResolved || aborted || last?.left.kind !== 'POST' || last.left.hop !== 'service')
    return undefined
  if (!mayBeRepeated(last, called.key !== false) || timeWasBent(evidence, settled.atMs)) return undefined
  const leftMs = called.localMs + called.deadlineMs - settled.localMs
  const askedMs = last.delivered?.askedMs ?? 0
  const recently = spendings.filter(
    ({ machine, localMs }) =>
      machine === called.machine && localMs > settled.localMs - 100_000 && localMs <= settled.localMs,
  )
  const hasReason =
    leftMs < Math.max(longestPauseMs, askedMs * 1.2) ||
    askedMs > maxRetryAfterMs ||
    attemptsOf(requests) >= maxAttempts ||
    settled.atMs - firstUseMs(last, evidence) > keySafeMs - Math.max(longestPauseMs, askedMs * 1.2) ||
    requests.filter(isBroken).length > maxBrokenAnswers ||
    // Less than this leaves enough for one more, wherever the budget stood before.
    sum(recently) > capacity / 2
  return hasReason
    ? undefined
    : `${called.call} gave up after ${attemptsOf(requests)} attempts, with ${Math.round(leftMs)} ms left`
}

/** The service remembers a key for about a day; nobody may use one that is older than this. */
const keySafeMs = 23 * 60 * 60 * 1000

const firstUseMs = ({ left }: SeenRequest, { requests }: Evidence): number =>
  left.key === undefined ? left.atMs : (requests.find((other) => other.left.key === left.key)?.left.atMs ?? left.atMs)

// To wait for one's own first request is no attempt.
const attemptsOf = (requests: readonly SeenRequest[]): number =>
  requests.filter((_, index) => !requests[index - 1]?.delivered?.isProcessing).length

function tooOften({ called, requests }: SeenCall): string | undefined {
  const posts = requests.filter(({ left }) => left.kind === 'POST')
  const isTooMuch = attemptsOf(posts) > maxAttempts || posts.filter(isBroken).length > maxBrokenAnswers + 1
  return isTooMuch ? `${called.call} made ${attemptsOf(posts)} attempts` : undefined
}

/** Longer than an attempt, what may be asked for behind it, and the next minute of a quota together. */
const longestIdleMs = 300_000

// Who waits in line for a quota, or for a turn with a key, is called some time.
function stoodIdle({ called, settled }: SeenCall, { requests }: Evidence): string | undefined {
  const error = settled?.error
  if (!settled || !isNanoBananaError(error) || error.code !== 'deadline' || error.phase !== 'submit') return undefined
  const latestMs = requests
    .filter(({ left }) => left.machine === called.machine && left.operation === called.operation)
    .reduce((latest, { left }) => Math.max(latest, left.localMs), called.localMs)
  const idleMs = settled.localMs - latestMs
  return idleMs > longestIdleMs ? `${called.call} asked for nothing in its last ${Math.round(idleMs)} ms` : undefined
}

/** A new task may not be everywhere at once. */
const visibilityLagMs = 10_000

// A look that fails for the moment is made up for by a later one.
function gaveUpWatching({ called, observed, settled }: SeenCall): string | undefined {
  const error = settled?.error
  if (!settled || !isNanoBananaError(error) || error.phase !== 'watch') return undefined
  if (error.code === 'aborted' || error.code === 'deadline') return undefined
  if (error.retryable && error.code !== 'task_failed') return `${called.call} gave up watching for ${error.message}`
  const [accepted] = observed.filter(({ status }) => status === 'queued')
  const isOwn = called.method === 'generate' || called.method === 'run'
  const isNew = isOwn && accepted !== undefined && settled.atMs - accepted.atMs < visibilityLagMs
  return isNew && error.code === 'api' && error.status === 404
    ? `${called.call} gave up a task that was just made`
    : undefined
}

const sum = (spendings: readonly Spending[]): number => spendings.reduce((total, { price }) => total + price, 0)

const isBroken = ({ delivered }: Pick<SeenRequest, 'delivered'>): boolean =>
  delivered?.result === 'incomplete' || (delivered?.result === 200 && !delivered.isGood)

function mayBeRepeated({ delivered }: SeenRequest, isKeyed: boolean): boolean {
  if (delivered === undefined) return isKeyed
  const { result, isRefusal, isProcessing } = delivered
  if (isProcessing || result === 'unreachable' || result === 429 || (result === 503 && isRefusal)) return true
  if (!isKeyed || isRefusal || result === 'untrusted') return false
  return typeof result === 'string' || result >= 500 || result === 408 || result === 425 || isBroken({ delivered })
}

const halfADayMs = 12 * 60 * 60 * 1000

// Whose clock was set by hours, at once or little by little, or whose computer slept, may take its key for older than it is.
const timeWasBent = ({ events }: Evidence, untilMs: number): boolean =>
  events.reduce(
    (bentMs, event) =>
      event.type === 'struck' && (event.fault === 'wall_jump' || event.fault === 'freeze') && event.atMs <= untilMs
        ? bentMs + Math.abs(event.ms ?? 0)
        : bentMs,
    0,
  ) > halfADayMs
