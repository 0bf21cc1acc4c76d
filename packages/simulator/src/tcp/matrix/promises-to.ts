import type { LedgerEntry } from '@nano-banana/emulator'
import type { Exchange } from '../proxy/exchange.ts'
import { headerOf } from '../proxy/http-message.ts'
import { isEndless, isHarmless, type RequestKind } from './cell.ts'
import type { Evidence } from './evidence.ts'
import type { Report, Success } from './report.ts'

/** A cell whose call has settled. */
export interface Settled extends Omit<Evidence, 'report'>, Omit<Report, 'type' | 'cell'> {
  /** The exchanges that the cell is about: the creates, or the reads of the task. */
  readonly asked: readonly Exchange[]
}

/** Something that holds whatever befalls a connection. */
export interface Promised {
  readonly expected: string
  readonly isKept: (settled: Settled) => boolean
  /** What tells most when it was not kept. */
  readonly show: (settled: Settled) => unknown
}

/** Everything that a caller of such a request may rely on. */
export const promisesTo = (request: RequestKind): readonly Promised[] => [...toAll, ...toEach[request]]

const showResult = ({ result }: Settled): unknown => result
const showAsked = ({ asked }: Settled): unknown => asked.map(({ reached, answered }) => ({ reached, answered }))
const showBilled = ({ billed }: Settled): unknown => billed.map(({ taskId, createdAtMs }) => ({ taskId, createdAtMs }))
const showFetches = ({ fetches }: Settled): unknown => fetches.map(({ method, ended }) => `${method} ${ended}`)

const phases: readonly unknown[] = ['input', 'submit', 'watch', 'read', 'download']
const outcomes: readonly unknown[] = ['not_sent', 'rejected', 'accepted', 'unknown']

const toAll: readonly Promised[] = [
  {
    expected: 'a rejection is one of the family, no defect, and has code, phase, outcome and retryable',
    isKept: ({ result }) =>
      result.isSuccess ||
      (result.isSdkError &&
        typeof result.facts['code'] === 'string' &&
        result.facts['code'] !== 'internal' &&
        phases.includes(result.facts['phase']) &&
        outcomes.includes(result.facts['outcome']) &&
        typeof result.facts['retryable'] === 'boolean'),
    show: showResult,
  },
  {
    expected: 'what hangs is given up with its attempt, long before the deadline',
    isKept: ({ result }) => result.isSuccess || result.facts['code'] !== 'deadline',
    show: showResult,
  },
  {
    expected: 'no request after the call has settled',
    isKept: ({ exchanges, fetches, lateFetches }) => lateFetches === 0 && exchanges.length <= fetches.length,
    show: ({ exchanges, fetches, lateFetches }) => ({
      requests: exchanges.length,
      fetches: fetches.length,
      lateFetches,
    }),
  },
  {
    expected: 'no connection is left waiting',
    isKept: ({ exchanges }) => !exchanges.some(({ isAwaited }) => isAwaited),
    show: ({ exchanges }) => exchanges.map(({ method, answered, isAwaited }) => ({ method, answered, isAwaited })),
  },
  {
    expected: 'an answer that arrived whole is used, and the request not repeated',
    isKept: ({ cell, asked, result }) =>
      // Where an attempt may take a moment only, a busy machine may take the answer too late.
      isEndless(cell) ||
      !asked.some(isAnswered) ||
      (result.isSuccess && asked.findIndex(isAnswered) === asked.length - 1),
    show: showAsked,
  },
  {
    expected: 'what only takes time comes through at the first attempt',
    isKept: ({ cell, asked, result }) => !isHarmless(cell) || (asked.length === 1 && result.isSuccess),
    show: (settled) => [showAsked(settled), showResult(settled)],
  },
  {
    expected: 'the client meets the refused connection, where it comes again',
    isKept: ({ cell, fetches }) =>
      cell.kind !== 'refused' ||
      (cell.request === 'keyless' && cell.phase !== 'connect') ||
      fetches.some(({ ended }) => ended === 'refused'),
    show: showFetches,
  },
]

const isAnswered = ({ answered }: Exchange): boolean => answered === 'whole'

const toEach: Readonly<Record<RequestKind, readonly Promised[]>> = {
  get: [
    {
      expected: 'the snapshot arrives as the service told it',
      isKept: ({ result, billed: [task] }) => result.isSuccess && task !== undefined && isAbout(task, result),
      show: (settled) => [showResult(settled), showBilled(settled)],
    },
    {
      expected: 'nothing is created',
      isKept: ({ exchanges, billed }) => billed.length === 1 && !exchanges.some(({ method }) => method === 'POST'),
      show: showBilled,
    },
  ],
  keyed: [
    { expected: 'exactly one task is billed', isKept: ({ billed }) => billed.length === 1, show: showBilled },
    {
      expected: 'the picture of the billed task arrives',
      isKept: ({ result, billed: [task] }) =>
        result.isSuccess && result.outputs > 0 && task !== undefined && isAbout(task, result),
      show: (settled) => [showResult(settled), showBilled(settled)],
    },
    {
      expected: 'every attempt bears the same key and the same bytes',
      isKept: ({ asked, billed }) => {
        const key = billed[0]?.idempotencyKey
        return key !== undefined && asked.every((each) => keyOf(each) === key && each.body === asked[0]?.body)
      },
      show: ({ asked }) => asked.map((each) => [keyOf(each), each.body]),
    },
  ],
  keyless: [
    { expected: 'at most one task is billed', isKept: ({ billed }) => billed.length <= 1, show: showBilled },
    {
      expected: 'no key is sent',
      isKept: ({ asked }) => asked.every((each) => keyOf(each) === undefined),
      show: ({ asked }) => asked.map(keyOf),
    },
    {
      expected: 'no second request unless nothing of the first can have arrived',
      isKept: ({ asked, fetches }) =>
        asked.length <= 1 &&
        fetches
          .filter(({ method }) => method === 'POST')
          .slice(0, -1)
          .every(({ ended }) => ended === 'refused'),
      show: (settled) => [showAsked(settled), showFetches(settled)],
    },
    {
      expected: 'the outcome is told truthfully',
      isKept: isTruthful,
      show: (settled) => [showResult(settled), showBilled(settled)],
    },
    {
      expected: 'a connection that was refused is tried again',
      isKept: ({ cell, result }) => cell.kind !== 'refused' || cell.phase !== 'connect' || result.isSuccess,
      show: showResult,
    },
  ],
}

const keyOf = ({ head }: Exchange): string | undefined => headerOf(head, 'idempotency-key')

// The service tells times in whole seconds.
const isAbout = (task: LedgerEntry, { taskId, createdAtMs }: Success): boolean =>
  taskId === task.taskId && createdAtMs === Math.floor(task.createdAtMs / 1000) * 1000

function isTruthful({ result, billed }: Settled): boolean {
  const [task] = billed
  if (result.isSuccess) return task !== undefined && isAbout(task, result)
  const { outcome, taskId } = result.facts
  if (outcome === 'accepted') return task !== undefined && taskId === task.taskId
  return outcome === 'unknown' || task === undefined
}
