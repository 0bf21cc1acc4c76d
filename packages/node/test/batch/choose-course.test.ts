import { expect, it } from 'vitest'
import { chooseCourse } from '../../src/batch/plan/choose-course.ts'
import { makeJobs } from '../../src/batch/plan/make-jobs.ts'
import { operationName, readOperationName } from '../../src/batch/plan/operation-name.ts'
import type { Standing } from '../../src/batch/plan/standing.ts'
import { checkRows } from '../../src/batch/rows/check-rows.ts'
import { createTally } from '../../src/cost/tally.ts'

const base: Standing = {
  ...{ operationId: 'b/1/a', state: 'settled', attempt: 1, wish: 'same', isUnsent: false, isDiscarded: false },
  ...{ reason: undefined, status: 'success', expiresAtMs: Number.MAX_VALUE },
}
const plain = { retryFailed: false, isEphemeral: false }
const kindOf = (standing: Partial<Standing>, wish = 'same', options = plain): string => {
  const course = chooseCourse({ wish }, { ...base, ...standing }, options)
  return course.kind === 'submit' ? `submit ${course.attempt}` : `go on${course.differs ? ', differs' : ''}`
}

it('asks for what is new', () => {
  expect(chooseCourse({ wish: 'any' }, undefined, plain)).toEqual({ kind: 'submit', attempt: 1 })
})

it.each([
  ['intended', {}],
  ['accepted', {}],
  ['final', {}],
  ['settled', {}],
  ['settled', { status: 'fail' }],
  ['settled', { isDiscarded: true, status: undefined }],
  ['parked', { reason: 'refused' }],
  ['parked', { reason: 'key_expired' }],
  ['parked', { reason: 'effect_failed' }],
] as const)('asks for nothing twice by itself: %s %j', (state, more) => {
  expect(kindOf({ state, ...more })).toBe('go on')
})

it.each([
  ['intended', {}],
  ['accepted', {}],
  ['settled', {}],
  ['settled', { status: 'fail' }],
  ['parked', { reason: 'key_expired' }],
  ['parked', { reason: 'task_unknown' }],
] as const)('keeps what was asked for when the row has changed since: %s %j', (state, more) => {
  expect(kindOf({ state, ...more }, 'other')).toBe('go on, differs')
})

it('lets a row be mended of which nothing was made', () => {
  expect(kindOf({ state: 'parked', reason: 'refused' }, 'other')).toBe('submit 2')
  expect(kindOf({ state: 'intended', isUnsent: true, attempt: 4 }, 'other')).toBe('submit 5')
})

it('asks again for what has failed when it is told to, and for nothing else', () => {
  const retry = { ...plain, retryFailed: true }
  expect(kindOf({ status: 'fail' }, 'same', retry)).toBe('submit 2')
  expect(kindOf({ state: 'parked', reason: 'refused' }, 'same', retry)).toBe('submit 2')
  for (const reason of ['key_expired', 'task_unknown', 'account_changed', 'key_conflict', 'effect_failed'] as const)
    expect(kindOf({ state: 'parked', reason }, 'same', retry)).toBe('go on')
  expect(kindOf({}, 'same', retry)).toBe('go on')
  expect(kindOf({ status: 'fail', isDiscarded: true }, 'same', retry)).toBe('go on')
})

it('knows an operation by its name, whatever is in the id', () => {
  for (const id of ['a', 'a/b', '2/a', '../x', '日本'])
    expect(readOperationName(operationName('batch', { id, attempt: 12 }), 'batch')).toEqual({ id, attempt: 12 })
  expect(readOperationName('other/1/a', 'batch')).toBeUndefined()
  expect(readOperationName('batch/x/a', 'batch')).toBeUndefined()
})

it('loads first what expires first, then goes on with what is open, then asks for more', async () => {
  const list = await checkRows(['new', 'done', 'open', 'late', 'soon'].map((id) => ({ id, prompt: id })))
  const standing = (id: string, more: Partial<Standing>): [string, Standing] => [
    id,
    { ...base, operationId: id, ...more },
  ]
  const rows = new Map([
    standing('done', {}),
    standing('open', { state: 'accepted' }),
    standing('late', { state: 'final', expiresAtMs: 2 }),
    standing('soon', { state: 'final', expiresAtMs: 1 }),
    standing('gone', { state: 'accepted' }),
    standing('gone for good', {}),
  ])
  const jobs = makeJobs(list, { rows, spent: createTally() }, plain)
  const names = jobs.map(({ row, course }) => row?.id ?? (course.kind === 'go_on' ? course.standing.operationId : '?'))
  expect(names).toEqual(['soon', 'late', 'gone', 'open', 'done', 'new'])
})
