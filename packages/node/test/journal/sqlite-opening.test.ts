import { execFileSync } from 'node:child_process'
import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { sqliteJournal } from '../../src/index.ts'
import { openConnection } from '../../src/journal/sqlite/connection.ts'
import { migrate, schemaSteps } from '../../src/journal/sqlite/schema.ts'
import { after, anOperation } from './an-operation.ts'
import { meddle, openAt } from './open-at.ts'
import { anotherWithTheSameTask, operationOfSchema1, sqliteOfSchema1 } from './schema-1.ts'
import { sqliteGround } from './sqlite-ground.ts'
import { temporaryFolder } from './temporary-folder.ts'

describe('refuses to open', () => {
  it.each([
    ['nothing', { path: '' }, 'path'],
    ['a number', { path: 7 }, 'path'],
    ['a zero byte', { path: 'a\0b' }, 'path'],
    ['memory, which keeps nothing', { path: ':memory:' }, 'memoryJournal'],
    ['an option that there is none of', { path: 'a', timeout: 7 }, 'timeout'],
  ])('%s', (_, options, named) => {
    expect(() => sqliteJournal(options as never)).toThrow(
      expect.objectContaining({ name: 'InvalidInputError', message: expect.stringContaining(named) }),
    )
  })

  it.each([
    ['a file in no folder', 'missing/journal.db', { reason: 'unavailable', retryable: false }],
    ['a folder', '.', { reason: 'unavailable', retryable: true }],
  ])('%s', (_, name, refusal) => {
    const path = join(temporaryFolder(), name)
    const message = expect.stringContaining(path.replace(/\/\.$/, ''))
    expect(() => sqliteJournal({ path })).toThrow(
      expect.objectContaining({ name: 'JournalError', message, ...refusal }),
    )
  })

  it('what is no database, and leaves it as it is', () => {
    const path = join(temporaryFolder(), 'letter.txt')
    const letter = 'Dear Zoë, '.repeat(1_000)
    writeFileSync(path, letter)
    const message = expect.stringMatching(/letter\.txt.*restore it from a backup/)
    expect(() => sqliteJournal({ path })).toThrow(
      expect.objectContaining({ reason: 'corrupt', retryable: false, message }),
    )
    expect(readFileSync(path, 'utf8')).toBe(letter)
  })

  it('half a database', async () => {
    const { journal, path } = await sqliteGround()
    await Promise.all(Array.from({ length: 200 }, () => journal.insert(anOperation())))
    await journal.close()
    meddle(path, 'PRAGMA wal_checkpoint(TRUNCATE)')
    truncateSync(path, 20_000)
    const reading = async () => openAt(path).list()
    await expect(reading()).rejects.toMatchObject({ reason: 'corrupt', message: expect.stringContaining(path) })
  })

  it('a journal that a later version has made, and leaves it as it is', () => {
    const path = join(temporaryFolder(), 'journal.db')
    meddle(path, `${sqliteOfSchema1}; UPDATE nano_banana_journal SET version = 99`)
    const before = readFileSync(path)
    expect(() => sqliteJournal({ path })).toThrow(
      expect.objectContaining({ reason: 'newer', retryable: false, message: expect.stringContaining('update first') }),
    )
    expect(readFileSync(path).equals(before)).toBe(true)
  })
})

describe('an older journal', () => {
  it('of version 1 is read and gone on with', async () => {
    const path = join(temporaryFolder(), 'journal.db')
    meddle(path, sqliteOfSchema1)
    const journal = openAt(path)
    expect(await journal.getByToken('tok-7')).toEqual(operationOfSchema1)
    expect(await journal.replace(after(operationOfSchema1, { state: 'final' }))).toBe(true)
    expect(await journal.count()).toMatchObject({ accepted: 0, final: 1 })
  })

  it('in which two operations hold one task opens: the first is found by it', async () => {
    const path = join(temporaryFolder(), 'journal.db')
    meddle(path, `${sqliteOfSchema1}; ${anotherWithTheSameTask('written,')}`)
    const journal = openAt(path)
    expect(await journal.getByTask('tk-hiapi-7')).toEqual(operationOfSchema1)
    expect(await journal.list()).toHaveLength(2)
  })

  it('is brought to the present version once, by whoever comes first', async () => {
    const path = join(temporaryFolder(), 'journal.db')
    meddle(path, sqliteOfSchema1)
    const steps = [...schemaSteps, 'ALTER TABLE nano_banana_operations ADD COLUMN later TEXT']
    const open = [openConnection(path), openConnection(path)]
    for (const connection of [...open, ...open]) migrate(connection, steps)
    const columns = open[0]?.rows({ sql: 'SELECT * FROM nano_banana_operations', values: [] })
    expect(columns).toMatchObject([{ operation_id: 'order-7', later: null }])
    for (const connection of open) connection.close()
    expect(() => sqliteJournal({ path })).toThrow(expect.objectContaining({ reason: 'newer' }))
  })

  it('stays what it was when a step fails', () => {
    const path = join(temporaryFolder(), 'journal.db')
    meddle(path, sqliteOfSchema1)
    const connection = openConnection(path)
    const steps = [...schemaSteps, 'CREATE TABLE half (a)', 'CREATE TABLE half (a)']
    expect(() => migrate(connection, steps)).toThrow(expect.objectContaining({ reason: 'unavailable' }))
    expect(connection.rows({ sql: `SELECT 1 FROM sqlite_schema WHERE name = 'half'`, values: [] })).toEqual([])
    connection.close()
    expect(openAt(path)).toBeDefined()
  })
})

describe('a record', () => {
  it.each([
    ['a flipped bit', `replace(record, 'key-order-7', 'key-order-6')`],
    ['half of it', 'substr(record, 1, 100)'],
    ['nothing', `''`],
  ])('that is not what was written is never passed over: %s', async (_, sql) => {
    const { journal, path } = await sqliteGround()
    await journal.insert(anOperation())
    await journal.insert(anOperation({ operationId: 'order-7', taskId: 'tk-7' }))
    meddle(path, `UPDATE nano_banana_operations SET record = ${sql} WHERE operation_id = 'order-7'`)
    const corrupt = { reason: 'corrupt', message: expect.stringMatching(/order-7.*journal\.db.*backup/) }
    await expect(journal.get('order-7')).rejects.toMatchObject(corrupt)
    await expect(journal.getByTask('tk-7')).rejects.toMatchObject(corrupt)
    await expect(journal.list()).rejects.toMatchObject(corrupt)
    await expect(journal.insert(anOperation({ operationId: 'order-7' }))).rejects.toMatchObject(corrupt)
  })

  it.each(['oldest', 'newest'] as const)(
    'that cannot be read is told, and stops no other, the %s first',
    async (first) => {
      const { journal, path } = await sqliteGround()
      for (let nth = 0; nth < 9; nth += 1)
        await journal.insert(anOperation({ operationId: `row-${nth}`, createdAtMs: nth }))
      meddle(path, `UPDATE nano_banana_operations SET record = '' WHERE operation_id BETWEEN 'row-2' AND 'row-5'`)
      const told: string[] = []
      const found = await journal.list({ limit: 4, first, onUnreadable: ({ message }) => told.push(message) })
      const names = ['row-0', 'row-1', 'row-6', 'row-7', 'row-8']
      const wanted = first === 'oldest' ? names : names.toReversed()
      expect(found.map(({ operationId }) => operationId)).toEqual(wanted.slice(0, 4))
      expect(told.map((message) => /row-\d/.exec(message)?.[0]).toSorted()).toEqual([
        'row-2',
        'row-3',
        'row-4',
        'row-5',
      ])
    },
  )

  it('that a later version has written is refused by its name', async () => {
    const { journal, path } = await sqliteGround()
    const operation = await journal.insert(anOperation({ operationId: 'order-7' }))
    const record = JSON.stringify({ ...operation, version: 2 })
    meddle(path, `UPDATE nano_banana_operations SET record = '${record}', checksum = ${crc32(record) | 0}`)
    const newer = { reason: 'newer', message: expect.stringMatching(/order-7.*update first/) }
    await expect(journal.get('order-7')).rejects.toMatchObject(newer)
    await expect(journal.list()).rejects.toMatchObject(newer)
  })
})

it('costs nothing until a journal is made', () => {
  const index = new URL('../../src/index.ts', import.meta.url).href
  const script = `const { sqliteJournal } = await import('${index}')
    const isLoaded = () => process.moduleLoadList.some((name) => /sqlite/.test(name))
    const before = isLoaded()
    await sqliteJournal({ path: process.argv[1] }).close()
    console.log(before, isLoaded())`
  const flags = ['--conditions=@nano-banana/source', '--input-type=module', '--eval', script]
  const printed = execFileSync(process.execPath, [...flags, join(temporaryFolder(), 'journal.db')], {
    encoding: 'utf8',
  })
  expect(printed).toBe('false true\n')
})
