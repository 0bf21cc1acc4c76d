import { expect, it } from 'vitest'
import { after, anOperation } from './an-operation.ts'
import { sqliteGround } from './sqlite-ground.ts'
import { startWriter } from './start-writer.ts'

const unavailable = {
  name: 'JournalError',
  code: 'journal',
  reason: 'unavailable',
  retryable: true,
  outcome: 'not_sent',
}

it.each(Array.from({ length: 14 }, (_, pages) => pages))(
  'acknowledges nothing that a full disk refuses, and goes on when there is room: %i pages left',
  async (pages) => {
    const { journal, mark, marks } = await sqliteGround()
    const tuner = await journal.insert(anOperation({ operationId: 'tuner', createdAtMs: 0 }))
    await journal.replace(after(tuner), (tx) => {
      const [size] = tx.prepare('PRAGMA page_count').all()
      tx.exec(`PRAGMA max_page_count = ${Number(size?.['page_count']) + pages}`)
    })
    const kept: string[] = []
    const refused: unknown[] = []
    // One after the other and many at once: a group goes as a whole.
    for (const size of [1, 1, 5, 1, 5, 1]) {
      const group = Array.from({ length: size }, () => anOperation({ body: 'x'.repeat(3_000) }))
      for (const [index, result] of (await Promise.allSettled(group.map(journal.insert))).entries())
        if (result.status === 'fulfilled') kept.push(group[index]?.operationId ?? '')
        else refused.push(result.reason)
    }
    expect(refused).not.toEqual([])
    for (const error of refused)
      expect(error).toMatchObject({ ...unavailable, message: expect.stringContaining('full') })
    expect(
      (await journal.list())
        .slice(1)
        .map(({ operationId }) => operationId)
        .toSorted(),
    ).toEqual(kept.toSorted())
    await expect(
      journal.replace(after(tuner, { revision: 3, body: 'x'.repeat(100_000) }), mark('lost')),
    ).rejects.toMatchObject(unavailable)
    expect(await marks()).toEqual([])
    await journal.replace(after(tuner, { revision: 3 }), (tx) => tx.exec('PRAGMA max_page_count = 1000000'))
    expect(await journal.insert(anOperation({ body: 'x'.repeat(100_000) }))).toMatchObject({ revision: 1 })
  },
)

it('acknowledges nothing on a disk that has become read-only', async () => {
  const { journal, mark, marks } = await sqliteGround()
  const first = await journal.insert(anOperation())
  await journal.replace(after(first), (tx) => tx.exec('PRAGMA query_only = ON'))
  const results = await Promise.allSettled([
    journal.insert(anOperation()),
    journal.replace(after(first, { revision: 3 }), mark('lost')),
    journal.forget(Number.POSITIVE_INFINITY),
  ])
  for (const result of results) expect(result).toMatchObject({ reason: unavailable })
  expect(await journal.list()).toMatchObject([{ revision: 2 }])
  expect(await marks()).toEqual([])
})

it('has all that was acknowledged before the system refused to write on', async () => {
  const { path, journal, marks } = await sqliteGround()
  const writer = startWriter({ place: path, operationIds: ['a', 'b', 'c'], revisions: 1_000_000, maxKilobytes: 400 })
  await writer.ended
  expect(writer.lines.at(-1)).toBe('unavailable true')
  const acknowledged = writer.lines.slice(0, -1)
  expect(acknowledged.length).toBeGreaterThan(20)
  expect(await marks()).toEqual(acknowledged)
  const newest = (await journal.list()).map(({ operationId, revision }) => `${operationId} ${revision}`)
  expect(acknowledged.slice(-3).toSorted()).toEqual(newest.toSorted())
})
