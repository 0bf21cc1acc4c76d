import { isNanoBananaError, JournalError } from '@nano-banana/core'
import type { Evidence, SeenCall } from './evidence.ts'
import { checkEach, type Invariant } from './invariant.ts'

const ranks: Readonly<Record<string, number>> = {
  submitting: -1,
  queued: 0,
  handling: 1,
  archiving: 2,
  succeeded: 3,
  success: 3,
  fail: 3,
  failed: 3,
  aborted: 3,
}

/** A task only moves on. */
export const onlyForward: Invariant = {
  id: 'I-06',
  claim: 'observed states only move on, and nothing follows a terminal one',
  check(evidence) {
    const watched = evidence.calls.filter(({ observed }) => observed.length > 1)
    const { reached, breaches } = checkEach(watched, ({ called, observed }) => {
      const words = observed.flatMap(({ status }) => ranks[status] ?? [])
      const isBack = words.some((rank, index) => index > 0 && rank < (words[index - 1] ?? rank))
      const isAfterEnd = observed.slice(0, -1).some(({ status }) => (ranks[status] ?? 0) === 3)
      const told = observed.map(({ status }) => status).join(', ')
      return isBack || isAfterEnd ? `${called.call} was told ${told}` : undefined
    })
    return { reached, breaches: [...breaches, ...rewritten(evidence)] }
  },
}

// In a journal, too, the first end of a task stays, nothing follows what is settled, and no revision is left out.
const rewritten = ({ operations, kept }: Evidence): readonly string[] =>
  operations.flatMap(({ name }) =>
    kept(name).flatMap(({ record }, index, all) => {
      const before = all[index - 1]?.record
      if (record.revision !== index + 1) return `${name} was written as revision ${record.revision} after ${index}`
      if (before?.state === 'settled') return `${name} became ${record.state} after it was settled`
      const hasChanged = before?.task && JSON.stringify(before.task) !== JSON.stringify(record.task)
      return hasChanged ? `the end of ${name} was written anew` : []
    }),
  )

const outcomes: readonly string[] = ['not_sent', 'rejected', 'accepted', 'unknown']

/** Errors are of one family. */
export const oneFamily: Invariant = {
  id: 'I-18',
  claim: 'every rejection is of the family and has code, phase, outcome and retryable',
  check({ calls, events }) {
    // Whatever one operation meets, a sweep goes on with the next one; only without a journal it can do nothing.
    const stopped = events.flatMap((event) =>
      event.type === 'sweep_failed' && !(event.error instanceof JournalError)
        ? `${event.machine} stopped its sweep for ${String(event.error)}`
        : [],
    )
    const rejected = calls.filter(({ settled }) => settled && !settled.isResolved)
    const { reached, breaches } = checkEach(rejected, ({ called, settled }) => {
      const error = settled?.error
      if (!isNanoBananaError(error)) return `${called.call} rejected with ${String(error)}`
      const isWhole =
        typeof error.code === 'string' && typeof error.phase === 'string' && typeof error.retryable === 'boolean'
      if (
        error.code === 'connection' &&
        error.outcome === 'unknown' &&
        called.key !== false &&
        !error.retryable &&
        !error.keyExpired &&
        error.reason !== 'untrusted'
      )
        return `${called.call} says that asking again cannot help, although a key was sent`
      if (error.code === 'internal') return `${called.call} met a defect: ${error.message}`
      return isWhole && outcomes.includes(error.outcome)
        ? undefined
        : `${called.call} rejected with ${JSON.stringify(error)}`
    })
    return { reached, breaches: [...breaches, ...stopped] }
  },
}

/** Nothing stays behind. */
export const nothingLeft: Invariant = {
  id: 'I-15',
  claim: 'when all calls have settled, no timer, open request or listener is left',
  check({ events }) {
    const rested = events.filter((event) => event.type === 'rested')
    return checkEach(rested, ({ machine, timers, openRequests, listeners }) =>
      timers + openRequests + listeners > 0
        ? `${machine} rests with ${timers} timers, ${openRequests} open requests and ${listeners} listeners`
        : undefined,
    )
  },
}

const halfADayMs = 12 * 60 * 60 * 1000

/** Every wish comes to an end, and no paid picture is lost on the way. */
export const everythingEnds: Invariant = {
  id: 'I-21',
  claim:
    'every operation ends in a picture, a typed failure or a parked key, and its caller knows every task that was billed',
  check(evidence) {
    const { operations, events, calls, billed, unfinished } = evidence
    const endings = events.filter((event) => event.type === 'finished')
    const lost = checkEach(operations, ({ name }) => {
      const ended = endings.filter(({ operation }) => operation === name)
      const known = new Set(ended.flatMap(({ ending }) => ('taskId' in ending ? ending.taskId : [])))
      const mayNotKnow =
        ended.length === 0 || ended.some(({ ending }) => ending.kind === 'parked' || ending.kind === 'forgotten')
      const unknown = billed(name).filter(({ taskId }) => !known.has(taskId))
      return unknown.length > 0 && !mayNotKnow
        ? `${name} has lost ${unknown.map(({ taskId }) => taskId).join(', ')}`
        : undefined
    })
    const imagined = checkEach(endings, ({ operation, ending }) => {
      if (!('taskId' in ending)) return undefined
      const isBilled = billed(operation).some(({ taskId }) => taskId === ending.taskId)
      if (!isBilled) return `${operation} ended with ${ending.taskId}, which was never made for it`
      const isDoomed = operations.some(({ name, isDoomed }) => name === operation && isDoomed)
      const isTrue = (ending.kind === 'failed_task') === isDoomed
      return isTrue ? undefined : `${operation} ended as a ${ending.kind}, which it was not`
    })
    // A key only grows old while the service holds it, or the computer or its clock has lost hours.
    const hasLostTime = events.some(
      (event) =>
        event.type === 'struck' &&
        (event.fault === 'processing' ||
          event.fault === 'wall_jump' ||
          (event.fault === 'freeze' && (event.ms ?? 0) > halfADayMs)),
    )
    const despaired = checkEach(endings, ({ operation, ending }) =>
      ending.kind === 'parked' && ending.why === 'key_expired' && !hasLostTime
        ? `${operation} was parked, although nothing kept it`
        : undefined,
    )
    const empty = checkEach(calls, ({ called, settled }) =>
      settled?.outputs === 0 ? `${called.call} resolved without an output` : undefined,
    )
    const vain = checkEach(calls, (call) => waitedInVain(call, evidence))
    const hanging = unfinished.map((story) => `${story} never came to an end`)
    return {
      reached: lost.reached,
      breaches: [
        ...lost.breaches,
        ...imagined.breaches,
        ...despaired.breaches,
        ...empty.breaches,
        ...vain.breaches,
        ...hanging,
      ],
    }
  },
}

/** In so long a client that may look sees the end of a task, even when its first looks fail. */
const patienceMs = 120_000

// Whoever still waits, long after a task has ended and nothing goes wrong any more, has stopped looking.
function waitedInVain(
  { called, settled }: SeenCall,
  { events, requests, plan, endedMs }: Evidence,
): string | undefined {
  const error = settled?.error
  if (!settled || !isNanoBananaError(error) || error.phase !== 'watch' || error.code !== 'deadline') return undefined
  const wokenMs = events.map((event) =>
    event.type === 'struck' && event.fault === 'freeze' ? event.atMs + (event.ms ?? 0) : 0,
  )
  // The service may have asked to be left alone for longer than the call lasts.
  const isPutOff = requests.some(
    ({ left, delivered }) => left.machine === called.machine && (delivered?.askedMs ?? 0) > patienceMs,
  )
  if (isPutOff) return undefined
  const endMs = endedMs(error.taskId ?? '') ?? Number.POSITIVE_INFINITY
  const fromMs = Math.max(called.atMs, plan.healMs, endMs, ...wokenMs)
  const waitedMs = settled.atMs - fromMs
  return waitedMs > patienceMs
    ? `${called.call} waited ${Math.round(waitedMs)} ms for a task that had ended`
    : undefined
}
