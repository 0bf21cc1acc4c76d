import { type Journal, JournalError, memoryJournal } from '@nano-banana/core'
import { expect, it } from 'vitest'
import { setupService } from './setup-service.ts'

const cat = { prompt: 'a cat' }
const hourMs = 3_600_000
const posts = (requests: readonly string[]): number => requests.filter((request) => request.startsWith('POST')).length

const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    (value) => expect.fail(`It resolved: ${JSON.stringify(value)}`),
    (error) => error,
  )

/** A journal on which some writes fail. */
function failingJournal(method: 'insert' | 'replace', failsAt: (nth: number) => boolean): Journal<undefined> {
  const journal = memoryJournal()
  let calls = 0
  const fail = (name: string): void => {
    if (name !== method) return
    calls += 1
    if (failsAt(calls)) throw new JournalError('unavailable', 'The disk is full')
  }
  return {
    ...journal,
    async insert(operation) {
      fail('insert')
      return journal.insert(operation)
    },
    async replace(next, effect) {
      fail('replace')
      return journal.replace(next, effect)
    },
  }
}

it('writes a wish down before it leaves, and its task afterwards', async () => {
  const journal = memoryJournal()
  const { service, requests } = setupService({
    journal: {
      ...journal,
      async insert(operation) {
        requests.push(`insert ${operation.state}`)
        return journal.insert(operation)
      },
      async replace(next, effect) {
        requests.push(`replace ${next.state}`)
        return journal.replace(next, effect)
      },
    },
  })
  const submitted = await service.submit(cat, { operationId: 'order-1', owner: 'ann', metadata: { row: 7 } })
  expect(requests).toEqual(['insert intended', 'POST /v1/tasks', 'replace accepted'])
  expect(submitted).toMatchObject({ operationId: 'order-1', state: 'accepted', owner: 'ann', metadata: { row: 7 } })
  expect(submitted).toMatchObject({ isNew: true, differs: false, taskId: expect.stringMatching(/^tk-hiapi-/) })
  expect(JSON.stringify(submitted)).not.toContain('hiapi-key')
})

it('sends nothing when it cannot be written down', async () => {
  const { service, requests } = setupService({ journal: failingJournal('insert', () => true) })
  const error = await errorOf(service.submit(cat, { operationId: 'order-1' }))
  expect(error).toMatchObject({ code: 'journal', reason: 'unavailable', outcome: 'not_sent' })
  expect(requests).toEqual([])
})

it('is the same operation under the same id, paid once, and says when another wish comes under it', async () => {
  const { service, emulator, requests } = setupService()
  const first = await service.submit(cat, { operationId: 'order-1' })
  const again = await service.submit(cat, { operationId: 'order-1' })
  const other = await service.submit({ prompt: 'a dog' }, { operationId: 'order-1' })
  expect([again.taskId, other.taskId]).toEqual([first.taskId, first.taskId])
  expect([first, again, other].map(({ isNew, differs }) => [isNew, differs])).toEqual([
    [true, false],
    [false, false],
    [false, true],
  ])
  expect([posts(requests), emulator.ledger.entries().length]).toEqual([1, 1])
})

it('pays once for a hundred calls at once', async () => {
  const { service, emulator } = setupService()
  const all = await Promise.all(Array.from({ length: 100 }, () => service.submit(cat, { operationId: 'order-1' })))
  expect(all.filter(({ isNew }) => isNew)).toHaveLength(1)
  expect(emulator.ledger.entries()).toHaveLength(1)
})

it.each([
  ['operationId', { operationId: '' }],
  ['operationId', { operationId: ' padded ' }],
  ['operationId', { operationId: 'a\nb' }],
  ['operationId', { operationId: 'x'.repeat(256) }],
  ['operationId', {} as { operationId: string }],
  ['metadata', { operationId: 'a', metadata: 1n }],
  ['metadata', { operationId: 'a', metadata: 'x'.repeat(17_000) }],
  ['metadata', { operationId: 'a', metadata: () => 0 }],
])('refuses an unfit %s before anything is written', async (field, options) => {
  const { service, requests } = setupService()
  expect(await errorOf(service.submit(cat, options))).toMatchObject({ code: 'invalid_input', field })
  expect([requests, await service.list()]).toEqual([[], []])
})

it('refuses an unfit input before anything is written', async () => {
  const { service } = setupService()
  const error = await errorOf(service.submit({ prompt: 'a cat', aspect_ratio: '5:7' as '1:1' }, { operationId: 'a' }))
  expect(error).toMatchObject({ code: 'invalid_input', field: 'aspect_ratio' })
  expect(await service.list()).toEqual([])
})

it('parks what the service refuses, tells why, and goes on when a human says so', async () => {
  const { service, emulator, requests } = setupService()
  emulator.faults.add({ on: 'create', fault: { kind: 'status', status: 402, errorCode: 'INSUFFICIENT_BALANCE' } })
  expect(await errorOf(service.submit(cat, { operationId: 'a' }))).toMatchObject({ code: 'api', status: 402 })
  const parked = { state: 'parked', parked: { reason: 'refused', from: 'intended' } }
  expect(await service.get('a')).toMatchObject({ ...parked, lastError: expect.stringContaining('402') })
  expect(await service.submit(cat, { operationId: 'a' })).toMatchObject({ ...parked, isNew: false })
  expect(posts(requests)).toBe(1)
  expect(await service.resubmit('a')).toMatchObject({ state: 'accepted', parked: undefined, lastError: undefined })
  expect(emulator.ledger.entries()).toHaveLength(1)
})

it('gives up what a human gives up, and pays nothing for it later', async () => {
  const { service, emulator, requests } = setupService()
  emulator.faults.add({ on: 'create', fault: { kind: 'status', status: 400, errorCode: 'INVALID_REQUEST' } })
  await errorOf(service.submit(cat, { operationId: 'a' }))
  expect(await service.discard('a')).toMatchObject({ state: 'settled', isDiscarded: true })
  expect(await service.submit(cat, { operationId: 'a' })).toMatchObject({ state: 'settled', isNew: false })
  expect([await service.discard('a'), await service.resubmit('a')]).toEqual([undefined, undefined])
  expect([posts(requests), emulator.ledger.entries().length]).toEqual([1, 0])
})

it('goes on after a crash between the request and its answer: the same bytes, the same task', async () => {
  const { service, restart, emulator, later } = setupService({
    journal: failingJournal('replace', (nth) => nth === 1),
  })
  expect(await errorOf(service.submit(cat, { operationId: 'a' }))).toMatchObject({ code: 'journal' })
  expect(await service.get('a')).toMatchObject({ state: 'intended' })
  await service.close()
  later(60_000)
  const next = restart()
  expect(await next.sweep()).toMatchObject({ posted: 1 })
  expect(await next.get('a')).toMatchObject({ state: 'accepted' })
  expect(emulator.ledger.entries()).toHaveLength(1)
})

it('resolves with what is open when the service cannot be reached, and sends it again by itself', async () => {
  const { service, emulator, requests, later, effects } = setupService()
  emulator.faults.add({ on: 'create', fault: { kind: 'status', status: 503, retryAfter: '3600' }, times: 1 })
  expect(await service.submit(cat, { operationId: 'a' })).toMatchObject({ state: 'intended', isNew: true })
  later(60_000)
  expect(await service.sweep()).toMatchObject({ posted: 0 })
  later(hourMs)
  expect(await service.sweep()).toMatchObject({ posted: 1 })
  await service.sweep()
  expect(effects).toHaveLength(1)
  expect([posts(requests), emulator.ledger.entries().length]).toEqual([2, 1])
})

it('leaves a key that is 23 hours old to a human, and a new request only to him', async () => {
  const { service, emulator, later, requests } = setupService()
  emulator.faults.add({ on: 'create', fault: { kind: 'status', status: 503, retryAfter: '3600' } })
  await service.submit(cat, { operationId: 'a' })
  later(23 * hourMs)
  await service.sweep()
  expect(await service.get('a')).toMatchObject({ state: 'parked', parked: { reason: 'key_expired' } })
  later(23 * hourMs)
  await service.sweep()
  expect(posts(requests)).toBe(1)
  expect(await service.resubmit('a')).toMatchObject({ state: 'accepted' })
  expect(emulator.ledger.entries()).toHaveLength(1)
})

it('sends nothing again with the key of another account', async () => {
  const { service, emulator, later, restart, requests } = setupService()
  emulator.faults.add({ on: 'create', fault: { kind: 'status', status: 503, retryAfter: '3600' } })
  await service.submit(cat, { operationId: 'a' })
  await service.close()
  later(2 * hourMs)
  const other = restart({ apiKey: 'sk-test-other' })
  await other.sweep()
  expect(await other.get('a')).toMatchObject({ state: 'parked', parked: { reason: 'account_changed' } })
  expect(posts(requests)).toBe(1)
})

it('stops waiting when the caller does, and the wish stays written down', async () => {
  const { service, emulator, later } = setupService()
  emulator.faults.add({ on: 'create', fault: { kind: 'delay', ms: 5_000 } })
  const controller = new AbortController()
  const submitted = errorOf(service.submit(cat, { operationId: 'a', signal: controller.signal }))
  setTimeout(() => controller.abort('enough'), 50)
  expect(await submitted).toMatchObject({ code: 'aborted', cause: 'enough' })
  expect(await service.get('a')).toMatchObject({ state: 'intended' })
  later(60_000)
  emulator.faults.clear()
  await service.sweep()
  expect(emulator.ledger.entries()).toHaveLength(1)
})
