import { describe, expect, it } from 'vitest'
import { memoryJournal, type Operation } from '../src/index.ts'

// What every journal must do is tried out in packages/node, on this one too. Here is what only memory could do otherwise.
const operation: Operation = {
  operationId: 'order-7',
  state: 'intended',
  revision: 1,
  dueAtMs: 2_000,
  createdAtMs: 1_000,
  metadata: { colours: ['red'] },
  token: 'token-7',
  idempotencyKey: 'key-7',
  keyUsedAtMs: 1_000,
  body: '{"prompt":"a cat"}',
  failures: 0,
}

describe('what it gives', () => {
  it('is no more than what a disk would have kept', async () => {
    const journal = memoryJournal()
    const metadata = { at: new Date(0), nothing: undefined, endless: Number.POSITIVE_INFINITY }
    const stored = { ...operation, dueAtMs: null, metadata: { at: '1970-01-01T00:00:00.000Z', endless: null } }
    expect(await journal.insert({ ...operation, dueAtMs: Number.POSITIVE_INFINITY, metadata })).toEqual(stored)
    expect(await journal.get('order-7')).toEqual(stored)
  })

  it('cannot be changed', async () => {
    const journal = memoryJournal()
    const stored = await journal.insert(operation)
    expect(() => Object.assign(stored, { state: 'settled' })).toThrow(TypeError)
    expect(() => Object.assign(Object(stored.metadata).colours, ['blue'])).toThrow(TypeError)
    expect(Object.isFrozen(operation)).toBe(false)
  })

  it('is found by the token and the task that it has now', async () => {
    const journal = memoryJournal()
    await journal.insert({ ...operation, taskId: 'tk-1' })
    await journal.replace({ ...operation, revision: 2, token: 'another', taskId: 'tk-2' })
    expect([await journal.getByToken('token-7'), await journal.getByTask('tk-1')]).toEqual([undefined, undefined])
    expect([await journal.getByToken('another'), await journal.getByTask('tk-2')]).toMatchObject([
      { revision: 2 },
      { revision: 2 },
    ])
    await journal.replace({ ...operation, revision: 3, state: 'settled' })
    expect(await journal.forget(2_000)).toBe(1)
    expect(await journal.getByToken('token-7')).toBeUndefined()
  })
})

it.each([
  ['fulfilled', async () => undefined],
  ['rejected', async () => Promise.reject(new Error('nobody waits for this'))],
])('refuses an effect whose promise is %s later, and writes nothing', async (_, effect) => {
  const journal = memoryJournal()
  await journal.insert(operation)
  await expect(journal.replace({ ...operation, revision: 2 }, effect)).rejects.toMatchObject({
    name: 'JournalError',
    code: 'journal',
    reason: 'effect',
    retryable: false,
  })
  expect(await journal.get('order-7')).toMatchObject({ revision: 1 })
})

it('tells nobody once it is closed', async () => {
  const journal = memoryJournal()
  const heard: string[] = []
  journal.subscribe((operationId) => heard.push(operationId))
  await journal.insert(operation)
  await journal.close()
  await journal.replace({ ...operation, revision: 2 })
  expect(heard).toEqual(['order-7'])
})
