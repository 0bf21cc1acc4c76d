import { readFileSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import type { Effect } from '@nano-banana/core'
import { expect, it } from 'vitest'
import { after, anOperation } from './an-operation.ts'
import { sqliteGround } from './sqlite-ground.ts'
import { commitsWithin, framesOf } from './wal.ts'

it('shares one transaction among all writes of a turn', async () => {
  const { journal, path, mark, marks } = await sqliteGround()
  const commits = (): number => commitsWithin(framesOf(readFileSync(`${path}-wal`)), Number.POSITIVE_INFINITY)
  const stored = await Promise.all(Array.from({ length: 50 }, () => journal.insert(anOperation())))
  const before = commits()
  await Promise.all(stored.map((operation, index) => journal.replace(after(operation), mark(`${index}`))))
  expect(commits() - before).toBe(1)
  expect(await marks()).toHaveLength(50)
})

it('acknowledges nothing before the transaction is over', async () => {
  const { journal, marks, mark } = await sqliteGround()
  const first = await journal.insert(anOperation())
  const seen: unknown[] = []
  const writing = journal.replace(after(first), mark('one')).then(async () => seen.push(await marks()))
  await journal.replace(after(anOperation()), async () => undefined)
  await writing
  expect(seen).toEqual([['one']])
})

it.each<[string, Effect<DatabaseSync>]>([
  [
    'fails later',
    async (tx) => {
      tx.exec(`INSERT INTO marks VALUES ('half')`)
      await pause(1)
      throw new Error('nobody waits for this')
    },
  ],
  [
    'is lazy, like a query builder',
    (tx) => {
      tx.exec(`INSERT INTO marks VALUES ('half')`)
      // biome-ignore lint/suspicious/noThenProperty: this is what such builders are
      return { then: () => expect.unreachable('this would run the query') } as never
    },
  ],
])('refuses an effect whose promise %s', async (_, effect) => {
  const { journal, marks, mark } = await sqliteGround()
  const [first, bystander] = [await journal.insert(anOperation()), await journal.insert(anOperation())]
  const [refused, kept] = await Promise.allSettled([
    journal.replace(after(first), effect),
    journal.replace(after(bystander), mark('whole')),
  ])
  expect(refused).toMatchObject({ reason: { name: 'JournalError', reason: 'effect', retryable: false } })
  expect(kept).toMatchObject({ value: true })
  expect(await journal.get(first.operationId)).toEqual(first)
  expect(await marks()).toEqual(['whole'])
  await pause(5)
})

it.each(['COMMIT', 'ROLLBACK'])('refuses an effect that ends the transaction: %s', async (sql) => {
  const { journal, mark } = await sqliteGround()
  const [first, bystander] = [await journal.insert(anOperation()), await journal.insert(anOperation())]
  const [refused, lost] = await Promise.allSettled([
    journal.replace(after(first), (tx) => tx.exec(sql)),
    journal.replace(after(bystander), mark('lost')),
  ])
  expect(refused).toMatchObject({ reason: { reason: 'effect', retryable: false } })
  // It may try again, and learns then what there is.
  expect(lost).toMatchObject({ reason: { reason: 'unavailable', retryable: true } })
  expect(await journal.replace(after(bystander), mark('second'))).toBe(true)
})

it('keeps what an effect throws as it is', async () => {
  const { journal } = await sqliteGround()
  const first = await journal.insert(anOperation())
  const effect = (tx: DatabaseSync): void => tx.exec('INSERT INTO no_such_table VALUES (1)')
  await expect(journal.replace(after(first), effect)).rejects.toMatchObject({ code: 'ERR_SQLITE_ERROR' })
  const thrown = await journal
    .replace(after(first), () => {
      throw 'no error at all'
    })
    .catch((error: unknown) => error)
  expect(thrown).toBe('no error at all')
  expect(await journal.get(first.operationId)).toEqual(first)
})
