import { expect, it } from 'vitest'
import type { Cell } from '../../src/tcp/matrix/cell.ts'
import type { Evidence } from '../../src/tcp/matrix/evidence.ts'
import { judgeCell } from '../../src/tcp/matrix/judge-cell.ts'
import type { Report } from '../../src/tcp/matrix/report.ts'
import type { Exchange } from '../../src/tcp/proxy/exchange.ts'

const exchange = (facts: Partial<Exchange> = {}): Exchange => ({
  connection: 1,
  method: 'POST',
  path: '/v1/tasks',
  head: 'POST /v1/tasks HTTP/1.1\r\nidempotency-key: key-1\r\n\r\n',
  body: '{}',
  reached: 'whole',
  answered: 'whole',
  isAwaited: false,
  isUnderWay: false,
  ...facts,
})
const lost = exchange({ answered: 'nothing' })
const keyless = { head: 'POST /v1/tasks HTTP/1.1\r\n\r\n' }
const task = (taskId: string, idempotencyKey: string | undefined = 'key-1') => ({
  taskId,
  account: 'sk-test-a',
  createdAtMs: 1_999,
  idempotencyKey,
  replays: 0,
})
const rejection = (facts: object): Report['result'] => ({
  isSuccess: false,
  isSdkError: true,
  facts: { code: 'connection', phase: 'submit', outcome: 'unknown', retryable: false, ...facts },
})
const answered = { method: 'POST', ended: 'answered' } as const
const failed = { method: 'POST', ended: 'failed' } as const
const refused = { method: 'POST', ended: 'refused' } as const

function setup({ cell, report, ...seen }: Partial<Omit<Evidence, 'cell' | 'report'>> & Overrides) {
  return judgeCell({
    cell: { name: 'a', kind: 'close', phase: 'executed', request: 'keyed', ...cell },
    hasStruck: true,
    exchanges: [lost, exchange()],
    billed: [task('task-1')],
    lateFetches: 0,
    report: {
      type: 'settled',
      cell: 'a',
      fetches: [failed, answered],
      result: { isSuccess: true, taskId: 'task-1', createdAtMs: 1_000, outputs: 1 },
      ...report,
    },
    ...seen,
  }).map(({ expected }) => expected)
}

interface Overrides {
  readonly cell?: Partial<Cell>
  readonly report?: Partial<Report>
}

it('has nothing to say when every promise is kept', () => expect(setup({})).toEqual([]))

it.each<[string, Parameters<typeof setup>[0]]>([
  ['the fault strikes', { hasStruck: false }],
  ['exactly one task is billed', { billed: [task('task-1'), task('task-2')] }],
  [
    'every attempt bears the same key and the same bytes',
    { exchanges: [lost, exchange({ head: 'POST / HTTP/1.1\r\nIdempotency-Key: key-2\r\n\r\n' })] },
  ],
  ['every attempt bears the same key and the same bytes', { exchanges: [lost, exchange({ body: '{ }' })] }],
  ['the picture of the billed task arrives', { report: { result: rejection({}) }, exchanges: [lost, lost] }],
  ['no request after the call has settled', { lateFetches: 1 }],
  ['no request after the call has settled', { exchanges: [lost, lost, exchange()] }],
  ['no connection is left waiting', { exchanges: [exchange({ answered: 'part', isAwaited: true }), exchange()] }],
  ['an answer that arrived whole is used, and the request not repeated', { exchanges: [exchange(), exchange()] }],
  ['what only takes time comes through at the first attempt', { cell: { kind: 'slice' } }],
  ['the client meets the refused connection, where it comes again', { cell: { kind: 'refused' } }],
])('asks of a keyed create that %s', (expected, seen) => expect(setup(seen)).toContain(expected))

it.each<[string, Parameters<typeof setup>[0]]>([
  ['at most one task is billed', { billed: [task('task-1'), task('task-2')] }],
  ['no key is sent', { exchanges: [exchange()] }],
  [
    'no second request unless nothing of the first can have arrived',
    { exchanges: [exchange(keyless), exchange(keyless)] },
  ],
  ['no second request unless nothing of the first can have arrived', { report: { fetches: [failed, answered] } }],
  ['the outcome is told truthfully', { report: { result: rejection({ outcome: 'not_sent' }) } }],
  ['the outcome is told truthfully', { report: { result: rejection({ outcome: 'rejected' }) } }],
  ['the outcome is told truthfully', { report: { result: rejection({ outcome: 'accepted', taskId: 'task-2' }) } }],
  ['the outcome is told truthfully', { billed: [] }],
  [
    'a rejection is one of the family, no defect, and has code, phase, outcome and retryable',
    { report: { result: rejection({ code: 'internal' }) } },
  ],
  [
    'a rejection is one of the family, no defect, and has code, phase, outcome and retryable',
    { report: { result: rejection({ retryable: undefined }) } },
  ],
  [
    'what hangs is given up with its attempt, long before the deadline',
    { report: { result: rejection({ code: 'deadline' }) } },
  ],
  [
    'a connection that was refused is tried again',
    { cell: { kind: 'refused', phase: 'connect', request: 'keyless' }, report: { result: rejection({}) } },
  ],
])('asks of a keyless create that %s', (expected, { cell, ...seen }) => {
  const fits = { exchanges: [exchange(keyless)], report: { fetches: [answered] } }
  expect(setup({ cell: { request: 'keyless', ...cell }, ...fits, ...seen })).toContain(expected)
})

it('lets a keyless create come again after a refused connection, and end in the unknown', () => {
  const cell = { request: 'keyless' } as const
  expect(setup({ cell, exchanges: [exchange(keyless)], report: { fetches: [refused, answered] } })).toEqual([])
  const result = rejection({})
  expect(setup({ cell, exchanges: [{ ...lost, ...keyless }], report: { fetches: [failed], result } })).toEqual([])
})

it.each<[string, Parameters<typeof setup>[0]]>([
  ['the snapshot arrives as the service told it', { report: { result: rejection({}) } }],
  [
    'the snapshot arrives as the service told it',
    { report: { result: { isSuccess: true, taskId: 'task-1', createdAtMs: 0, outputs: 0 } } },
  ],
  ['nothing is created', { billed: [task('task-1'), task('task-2')] }],
  ['nothing is created', { exchanges: [exchange()] }],
])('asks of a read that %s', (expected, seen) => {
  expect(setup({ cell: { request: 'get' }, ...seen })).toContain(expected)
})
