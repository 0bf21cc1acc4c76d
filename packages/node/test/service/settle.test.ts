import { JournalError, memoryJournal } from '@nano-banana/core'
import { expect, it, vi } from 'vitest'
import { setupService } from './setup-service.ts'

const cat = { prompt: 'a cat' }
const dayMs = 24 * 3_600_000

it('settles a task by a sweep alone, and tells whose picture it is', async () => {
  const { service, effects } = setupService()
  const { taskId } = await service.submit(cat, { operationId: 'a', owner: 'ann', metadata: { row: 7 } })
  expect(await service.sweep()).toMatchObject({ looked: 1 })
  expect(effects).toMatchObject([
    {
      operationId: 'a',
      effectId: `a:${taskId}`,
      owner: 'ann',
      metadata: { row: 7 },
      task: { taskId, status: 'success' },
    },
  ])
  expect(await service.get('a')).toMatchObject({ state: 'settled', task: { outputs: [{ type: 'image' }] } })
  expect(await service.sweep()).toMatchObject({ looked: 0, settled: 0 })
  expect(effects).toHaveLength(1)
})

it('settles a task that failed as well', async () => {
  const { service, effects } = setupService()
  await service.submit({ prompt: 'please fail' }, { operationId: 'a' })
  await service.sweep()
  expect(effects.map(({ task }) => task.status)).toEqual([(await service.get('a'))?.task?.status])
})

it('follows what it has submitted once it is started, and what others have left', async () => {
  const { service, effects, restart } = setupService({
    emulator: { stages: { queued: 100, handling: 100, archiving: 0 } },
  })
  await service.submit(cat, { operationId: 'left' })
  await service.close()
  const next = restart()
  next.start()
  await next.submit(cat, { operationId: 'own' })
  await vi.waitFor(() => expect(effects.map(({ operationId }) => operationId).sort()).toEqual(['left', 'own']), 8_000)
  await next.close()
})

it('wait hears of the end, whoever has settled it', async () => {
  const { service, restart, effects } = setupService()
  await service.submit(cat, { operationId: 'a' })
  const waiting = service.wait('a')
  await restart().sweep()
  expect(await waiting).toMatchObject({ state: 'settled', task: { status: 'success' } })
  expect(effects).toHaveLength(1)
  expect(await service.wait('nobody')).toBeUndefined()
})

it('wait ends with its deadline, and with its signal', async () => {
  const { service } = setupService({ emulator: { stages: { queued: 60_000, handling: 0, archiving: 0 } } })
  const { taskId } = await service.submit(cat, { operationId: 'a' })
  await expect(service.wait('a', { deadlineMs: 50 })).rejects.toMatchObject({ code: 'deadline', taskId })
  await expect(service.wait('a', { signal: AbortSignal.timeout(50) })).rejects.toMatchObject({
    code: 'aborted',
    taskId,
  })
})

it('of many sweepers, one settles: the effect in the journal once, the other once', async () => {
  const commitEffect = vi.fn()
  const { service, restart, effects, emulator } = setupService({ commitEffect })
  for (let nth = 0; nth < 20; nth += 1) await service.submit(cat, { operationId: `op-${nth}` })
  const others = [restart(), restart(), restart()]
  await Promise.all([service, ...others].map((one) => one.sweep()))
  expect(emulator.ledger.entries()).toHaveLength(20)
  expect(commitEffect).toHaveBeenCalledTimes(20)
  expect(new Set(effects.map(({ effectId }) => effectId)).size).toBe(20)
  expect(effects).toHaveLength(20)
  expect(await service.stats()).toEqual({ intended: 0, accepted: 0, final: 0, settled: 20, parked: 0 })
})

it('tells what its tasks cost, once it is told their prices, and what has none', async () => {
  const { service, restart, emulator } = setupService({ prices: { '1K': 0.05, '2K': 0.1 } })
  const wishes = [cat, { prompt: 'a fox', resolution: '2K' }, { prompt: 'a dog', resolution: '4K' }] as const
  for (const [nth, wish] of wishes.entries()) await service.submit(wish, { operationId: `op-${nth}` })
  emulator.faults.add({ on: 'create', fault: { kind: 'status', status: 402 } })
  await service.submit(cat, { operationId: 'refused' }).catch(() => undefined)
  const { cost } = await service.stats()
  expect(cost).toEqual({ amount: expect.closeTo(0.15), unpriced: 1 })
  expect(() => restart({ prices: { '8K': 1 } as object })).toThrow('prices must be numbers from 0 on')
})

it('tries an effect again that fails, with the same id, and leaves it to a human after eight times', async () => {
  const seen: string[] = []
  let isBroken = true
  const { service, later } = setupService({
    onSettled(_, { effectId }) {
      seen.push(effectId)
      if (isBroken) throw new Error('no disk')
    },
  })
  await service.submit(cat, { operationId: 'a' })
  for (let nth = 0; nth < 20; nth += 1) {
    await service.sweep()
    later(400_000)
  }
  expect(seen).toHaveLength(8)
  expect(new Set(seen).size).toBe(1)
  expect(await service.get('a')).toMatchObject({
    state: 'parked',
    parked: { reason: 'effect_failed', from: 'final' },
    lastError: 'no disk',
  })
  isBroken = false
  expect(await service.resubmit('a')).toMatchObject({ state: 'settled' })
  expect(seen).toHaveLength(9)
})

it('does not commit twice when what comes after it fails', async () => {
  const commitEffect = vi.fn()
  let failures = 2
  const { service, later } = setupService({
    commitEffect,
    onSettled() {
      failures -= 1
      if (failures >= 0) throw new Error('no network')
    },
  })
  await service.submit(cat, { operationId: 'a' })
  for (let nth = 0; nth < 4; nth += 1) {
    await service.sweep()
    later(400_000)
  }
  expect(await service.get('a')).toMatchObject({ state: 'settled' })
  expect(commitEffect).toHaveBeenCalledTimes(1)
})

it('tells an effect that must be synchronous so', async () => {
  const { service } = setupService({ commitEffect: async () => undefined })
  await service.submit(cat, { operationId: 'a' })
  await service.sweep()
  expect(await service.get('a')).toMatchObject({ state: 'final', lastError: expect.stringContaining('synchronous') })
})

it('keeps its claim while an effect takes long', async () => {
  const { service, restart, effects } = setupService({ leaseMs: 300 })
  let begun = 0
  const slow = restart({
    onSettled: async () => {
      begun += 1
      await new Promise((resolve) => setTimeout(resolve, 1_000))
    },
  })
  await slow.submit(cat, { operationId: 'a' })
  const sweeping = slow.sweep()
  for (let nth = 0; nth < 8; nth += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    await service.sweep()
  }
  await sweeping
  expect([begun, effects.length, (await service.get('a'))?.state]).toEqual([1, 0, 'settled'])
})

it('close waits for an effect that a sweep has begun, and whose end is to be written down', async () => {
  let end = (): void => undefined
  let begin = (): void => undefined
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  const { service, journal } = setupService({
    onSettled: () =>
      new Promise((resolve) => {
        end = resolve
        begin()
      }),
  })
  await service.submit(cat, { operationId: 'a' })
  const sweeping = service.sweep()
  await begun
  const states: unknown[] = []
  const closing = service.close().then(async () => states.push((await journal.get('a'))?.state))
  await new Promise(setImmediate)
  states.push((await journal.get('a'))?.state)
  end()
  await Promise.all([closing, sweeping])
  expect(states).toEqual(['final', 'settled'])
})

it('asks page by page for many, and alone for those that the list does not show', async () => {
  const { service, requests, effects } = setupService()
  await Promise.all(Array.from({ length: 120 }, (_, nth) => service.submit(cat, { operationId: `op-${nth}` })))
  requests.length = 0
  await service.sweep()
  expect(requests).toEqual(['GET /v1/tasks', 'GET /v1/tasks'])
  expect(effects).toHaveLength(120)
})

it('leaves a task that the service does not know to a human, but not at once', async () => {
  const { service, later } = setupService()
  await service.adopt('tk-hiapi-00000000000000000000000000', { operationId: 'a' })
  await service.sweep()
  expect(await service.get('a')).toMatchObject({ state: 'accepted', lastError: expect.stringContaining('404') })
  later(120_000)
  await service.sweep()
  expect(await service.get('a')).toMatchObject({ state: 'parked', parked: { reason: 'task_unknown' } })
  expect(await service.resubmit('a')).toMatchObject({ state: 'accepted' })
})

it('sweeps what can be read when a record is corrupt, and says which is', async () => {
  const journal = memoryJournal()
  const { service, effects, reported } = setupService({ journal })
  const corrupt = new JournalError('corrupt', 'Operation b is not what was written')
  const { list } = journal
  vi.spyOn(journal, 'list').mockImplementation(async ({ onUnreadable, ...query } = {}) => {
    if (!onUnreadable) throw corrupt
    if (query.states?.includes('accepted')) onUnreadable(corrupt)
    return list(query)
  })
  await service.submit(cat, { operationId: 'a' })
  await service.sweep()
  expect(effects).toMatchObject([{ operationId: 'a' }])
  expect(reported).toEqual([corrupt])
})

it('pays and settles once what a journal has kept and said that it had not', async () => {
  const journal = memoryJournal()
  const commitEffect = vi.fn()
  const { service, effects, emulator, later } = setupService({ journal, commitEffect })
  const unheard = new JournalError('unavailable', 'The connection broke during COMMIT')
  const { insert, replace } = journal
  vi.spyOn(journal, 'insert').mockImplementationOnce(async (operation) => {
    await insert(operation)
    throw unheard
  })
  await expect(service.submit(cat, { operationId: 'a' })).rejects.toBe(unheard)
  expect(await service.submit(cat, { operationId: 'a' })).toMatchObject({ isNew: false, state: 'intended' })
  let unheardCommits = 0
  vi.spyOn(journal, 'replace').mockImplementation(async (next, effect) => {
    const isWritten = await replace(next, effect)
    if (effect === undefined || unheardCommits > 0) return isWritten
    unheardCommits += 1
    throw unheard
  })
  for (let nth = 0; nth < 4; nth += 1) {
    later(400_000)
    await service.sweep()
  }
  expect([emulator.ledger.entries().length, commitEffect.mock.calls.length, effects.length]).toEqual([1, 1, 1])
  expect([unheardCommits, (await service.get('a'))?.state]).toEqual([1, 'settled'])
})

it('adopts no task that an operation holds already: that one settles it, once', async () => {
  const { service, effects } = setupService()
  const { taskId = '' } = await service.submit(cat, { operationId: 'a' })
  expect(await service.adopt(taskId)).toMatchObject({ operationId: 'a', taskId })
  await service.sweep()
  expect(effects).toMatchObject([{ operationId: 'a' }])
})

it('settles a task once that was adopted beside an answer that was lost, and leaves the wish to a human', async () => {
  const { service, emulator, effects, later } = setupService({ submitAttempts: 1 })
  emulator.faults.add({ on: 'create', fault: { kind: 'drop_after' } })
  await service.submit(cat, { operationId: 'a' })
  const taskId = emulator.ledger.entries()[0]?.taskId ?? ''
  await service.adopt(taskId)
  for (let nth = 0; nth < 3; nth += 1) {
    later(400_000)
    await service.sweep()
  }
  expect(effects).toMatchObject([{ operationId: taskId }])
  expect(await service.get('a')).toMatchObject({
    ...{ state: 'parked', parked: { reason: 'task_taken', from: 'intended' }, taskId: undefined },
    lastError: `Operation ${taskId} holds task ${taskId}`,
  })
  expect(emulator.ledger.entries()).toHaveLength(1)
})

it('adopts a task that was made elsewhere', async () => {
  const { service, emulator, effects, restart } = setupService()
  await restart({ journal: memoryJournal() }).submit(cat, { operationId: 'elsewhere' })
  const [entry] = emulator.ledger.entries()
  const taskId = entry?.taskId ?? ''
  expect(await service.adopt(taskId, { owner: 'ann', metadata: 7 })).toMatchObject({
    operationId: taskId,
    state: 'accepted',
  })
  expect(await service.adopt(taskId)).toMatchObject({ operationId: taskId, owner: 'ann' })
  await service.sweep()
  expect(effects).toMatchObject([{ operationId: taskId, owner: 'ann', metadata: 7 }])
  await service.submit(cat, { operationId: 'taken' })
  await expect(service.adopt(taskId, { operationId: 'taken' })).rejects.toMatchObject({ field: 'operationId' })
})

it('keeps what is settled for as long as it was told to, and erases a prompt on demand', async () => {
  const { service, journal, later } = setupService({ retentionMs: 3 * dayMs })
  await service.submit({ prompt: 'a private cat' }, { operationId: 'a', metadata: 'private' })
  expect(await service.erase('a')).toBeUndefined()
  await service.sweep()
  expect(await service.erase('a')).toMatchObject({ state: 'settled', metadata: undefined })
  expect(JSON.stringify(await journal.get('a'))).not.toContain('private')
  expect(await service.submit(cat, { operationId: 'a' })).toMatchObject({ isNew: false, differs: false })
  later(3 * dayMs - 60_000)
  expect(await service.sweep()).toMatchObject({ forgotten: 0 })
  later(120_000)
  expect(await service.sweep()).toMatchObject({ forgotten: 1 })
  expect(await service.list()).toEqual([])
})

it('lists the newest first, by state and by owner', async () => {
  const { service, later } = setupService()
  for (const [operationId, owner] of [
    ['a', 'ann'],
    ['b', 'bob'],
    ['c', 'ann'],
  ] as const) {
    await service.submit(cat, { operationId, owner })
    later(1)
  }
  const idsOf = async (...options: Parameters<typeof service.list>) =>
    (await service.list(...options)).map(({ operationId }) => operationId)
  expect(await idsOf()).toEqual(['c', 'b', 'a'])
  expect(await idsOf({ owner: 'ann', first: 'oldest' })).toEqual(['a', 'c'])
  expect(await idsOf({ state: 'settled' })).toEqual([])
  expect(await idsOf({ limit: 1 })).toEqual(['c'])
})

it('begins nothing new when the budget of a sweep is spent', async () => {
  const { service, requests } = setupService()
  for (let nth = 0; nth < 5; nth += 1) await service.submit(cat, { operationId: `op-${nth}` })
  requests.length = 0
  expect(await service.sweep({ signal: AbortSignal.abort() })).toEqual({
    posted: 0,
    looked: 0,
    settled: 0,
    forgotten: 0,
  })
  expect(requests).toEqual([])
  expect(await service.sweep({ budgetMs: 10_000 })).toMatchObject({ looked: 5 })
})

it.each([
  ['secret', { secret: 'short' }],
  ['secret', { secret: ['a secret of thirty-two characters', ''] as [string, string] }],
  ['retentionMs', { retentionMs: dayMs }],
  ['leaseMs', { leaseMs: 0 }],
  ['sweepEveryMs', { sweepEveryMs: Number.NaN }],
  ['callback.publicUrl', { callback: { publicUrl: 'http://example.com/hook', secrets: ['0123456789abcdef'] } }],
  ['callback.publicUrl', { callback: { publicUrl: 'https://example.com/hook?x=1', secrets: ['0123456789abcdef'] } }],
  ['secrets', { callback: { publicUrl: 'https://example.com/hook', secrets: ['short'] } }],
  ['secrets', { callback: { publicUrl: 'https://example.com/hook' } }],
])('refuses an unfit %s', (field, options) => {
  expect(() => setupService(options)).toThrow(expect.objectContaining({ code: 'invalid_input', field }))
})
