import { readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { OperationQuery } from '@nano-banana/core'
import { expect, it } from 'vitest'
import { selectList } from '../../src/journal/select-list.ts'
import { openConnection } from '../../src/journal/sqlite/connection.ts'
import { after, anOperation } from './an-operation.ts'
import { meddle, openAt } from './open-at.ts'
import { sqliteGround } from './sqlite-ground.ts'
import { temporaryFolder } from './temporary-folder.ts'

it('is for its owner alone, as are those beside it', async () => {
  const { journal, path } = await sqliteGround()
  await journal.insert(anOperation())
  for (const end of ['', '-wal', '-shm']) expect(statSync(path + end).mode & 0o777).toBe(0o600)
})

it('may be named from the present folder', async () => {
  const path = join(temporaryFolder(), 'journal.db')
  const journal = openAt(relative(process.cwd(), path))
  await journal.insert(anOperation({ operationId: 'there' }))
  await journal.close()
  expect(await openAt(path).get('there')).toBeDefined()
})

it('keeps the tables and the version of somebody else', async () => {
  const path = join(temporaryFolder(), 'shop.db')
  meddle(path, 'CREATE TABLE operations (id); INSERT INTO operations VALUES (7); PRAGMA user_version = 42')
  const journal = openAt(path)
  const seen: unknown[] = []
  await journal.replace(after(await journal.insert(anOperation())), (tx) => {
    seen.push(tx.prepare('SELECT id FROM operations').get(), tx.prepare('PRAGMA user_version').get())
  })
  expect(seen).toEqual([{ id: 7 }, { user_version: 42 }])
})

it('holds no byte of what was erased or forgotten', async () => {
  const { journal, path } = await sqliteGround()
  const first = await journal.insert(anOperation({ body: 'CANARY'.repeat(2_000) }))
  const settled = Array.from({ length: 1_200 }, () => anOperation({ state: 'settled', body: 'CANARY' }))
  await Promise.all(settled.map(journal.insert))
  await journal.replace(after(first, { body: '' }))
  expect(await journal.forget(Number.POSITIVE_INFINITY)).toBe(1_200)
  await journal.close()
  meddle(path, 'PRAGMA wal_checkpoint(TRUNCATE)')
  expect(readFileSync(path).includes('CANARY')).toBe(false)
})

it.each<[string, OperationQuery, string]>([
  [
    'what is due',
    { states: ['intended', 'accepted', 'final'], dueByMs: 5 },
    'nano_banana_by_state (state=? AND due_ms<?)',
  ],
  ['what is parked', { states: ['parked'], first: 'newest' }, 'nano_banana_by_state (state=?)'],
  ['an owner’s', { owner: 'Zoë', first: 'newest' }, 'nano_banana_by_owner (owner=?)'],
  ['a page', { after: anOperation() }, 'nano_banana_by_age ((created_ms,operation_id)>(?,?))'],
])('is searched by an index for %s', async (_, query, index) => {
  const { path } = await sqliteGround()
  const { sql, values } = selectList(query)
  const connection = openConnection(path)
  const plan = connection.rows({ sql: `EXPLAIN QUERY PLAN ${sql}`, values })
  connection.close()
  expect(plan[0]).toMatchObject({ detail: `SEARCH nano_banana_operations USING INDEX ${index}` })
})
