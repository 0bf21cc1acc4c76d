import { setTimeout as pause } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { after, anOperation } from './an-operation.ts'
import { sqliteGround } from './sqlite-ground.ts'
import { startWriter } from './start-writer.ts'

it('loses no write of two processes that write the same operations', async () => {
  const { path, journal, marks } = await sqliteGround()
  const operationIds = ['a', 'b', 'c']
  const writers = [
    startWriter({ place: path, operationIds, revisions: 40 }),
    startWriter({ place: path, operationIds, revisions: 40 }),
  ]
  await Promise.all(writers.map(({ ended }) => ended))
  const all = operationIds.flatMap((id) => Array.from({ length: 80 }, (_, index) => `${id} ${index + 2}`))
  expect(writers.flatMap(({ lines }) => lines).toSorted()).toEqual(all.toSorted())
  expect((await marks()).toSorted()).toEqual(all.toSorted())
  expect((await journal.list()).map(({ revision }) => revision)).toEqual([81, 81, 81])
})

it('has all that was acknowledged before a kill, and no effect without its write, five kills in a row', async () => {
  const { path, journal, marks } = await sqliteGround()
  const acknowledged: string[] = []
  for (let kill = 0; kill < 5; kill += 1) {
    const writer = startWriter({ place: path, operationIds: ['a', 'b', 'c', 'd', 'e'], revisions: 1_000_000 })
    await writer.begun
    await pause(kill * 21)
    writer.kill()
    await writer.ended
    acknowledged.push(...writer.lines)
    const effects = await marks()
    expect(effects).toEqual(expect.arrayContaining(acknowledged))
    const written = (await journal.list()).flatMap(({ operationId, revision }) =>
      Array.from({ length: revision - 1 }, (_, index) => `${operationId} ${index + 2}`),
    )
    expect(effects.toSorted()).toEqual(written.toSorted())
  }
  expect(acknowledged.length).toBeGreaterThan(5)
})

it('hears of what another process writes, and of its own writes once', async () => {
  const { path, journal } = await sqliteGround()
  const heard: string[] = []
  await journal.insert(anOperation({ operationId: 'before' }))
  const leave = journal.subscribe((operationId) => heard.push(operationId))
  const own = await journal.insert(anOperation({ operationId: 'own' }))
  await startWriter({ place: path, operationIds: ['Zoë "Z"'], revisions: 3 }).ended
  await journal.replace(after(own))
  await vi.waitFor(() => expect(heard.filter((id) => id !== 'own')).not.toEqual([]), { timeout: 5_000 })
  await pause(600)
  expect(heard.toSorted()).toEqual(['Zoë "Z"', 'own', 'own'])
  leave()
})
