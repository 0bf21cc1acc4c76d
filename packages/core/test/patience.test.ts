import { describe, expect, it } from 'vitest'
import { ApiError, type ErrorFacts, InternalError } from '../src/index.ts'
import { patienceMs } from '../src/watch/patience.ts'

const facts: ErrorFacts = { phase: 'watch', outcome: 'accepted', taskId: 'task-1' }
const refused = (status: number, retryable: boolean, retryAfterMs?: number): ApiError =>
  new ApiError({ status, message: 'refused', retryAfterMs }, { ...facts, retryable })

const old = { isNew: false, ageMs: 60_000 }

it('rests for one beat after a read that failed for the moment', () => {
  expect(patienceMs(refused(503, true), old, 3_000)).toBe(3_000)
})

it('rests for as long as the service asked for, but never for less than a beat', () => {
  expect([0, 1_000, 30_000].map((askedMs) => patienceMs(refused(429, true, askedMs), old, 3_000))).toEqual([
    3_000, 3_000, 30_000,
  ])
})

it('has none with what fails for good, nor with a defect', () => {
  expect(patienceMs(refused(401, false), old, 3_000)).toBeUndefined()
  expect(patienceMs(new InternalError({ ...facts, cause: 'a bug' }), old, 3_000)).toBeUndefined()
  expect(patienceMs(new TypeError('a bug'), old, 3_000)).toBeUndefined()
})

describe('a 404', () => {
  const missing = refused(404, false)

  it('is lag in the first ten seconds of a task made here', () => {
    expect([0, 9_999].map((ageMs) => patienceMs(missing, { isNew: true, ageMs }, 3_000))).toEqual([3_000, 3_000])
  })

  it('is an answer after that, and for a task made elsewhere', () => {
    expect(patienceMs(missing, { isNew: true, ageMs: 10_000 }, 3_000)).toBeUndefined()
    expect(patienceMs(missing, { isNew: false, ageMs: 0 }, 3_000)).toBeUndefined()
  })
})
