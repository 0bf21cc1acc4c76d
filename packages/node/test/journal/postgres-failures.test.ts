import { crc32 } from 'node:zlib'
import type { Effect } from '@nano-banana/core'
import { Pool, type PoolClient } from 'pg'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { migrate, schemaSteps } from '../../src/journal/postgres/schema.ts'
import { withSession } from '../../src/journal/postgres/session.ts'
import { postgresJournal } from '../../src/postgres.ts'
import { after, anOperation } from './an-operation.ts'
import { usePostgres } from './postgres-ground.ts'
import { anotherWithTheSameTask, operationOfSchema1, postgresOfSchema1 } from './schema-1.ts'

const setup = usePostgres()
const unavailable = { name: 'JournalError', code: 'journal', reason: 'unavailable', outcome: 'not_sent' }

describe('an effect', () => {
  it.each<[string, Effect<PoolClient>, object]>([
    [
      'swallows an error of the database',
      async (tx) => {
        await tx.query(`INSERT INTO marks (text) VALUES ('half')`)
        await tx.query('SELECT * FROM no_such_table').catch(() => undefined)
      },
      { reason: 'effect', message: expect.stringContaining('swallow') },
    ],
    ['rolls back', (tx) => tx.query('ROLLBACK').then(() => undefined), { reason: 'effect' }],
    ['commits', (tx) => tx.query('COMMIT').then(() => undefined), { reason: 'effect' }],
    ['begins anew', (tx) => tx.query('ROLLBACK; BEGIN').then(() => undefined), { reason: 'effect' }],
    [
      'asks for what there is not',
      (tx) => tx.query('SELECT * FROM no_such_table').then(() => undefined),
      { code: '42P01' },
    ],
  ])('that %s has not happened, and spoils no connection', async (_, effect, refusal) => {
    const { journal, pool, marks, mark } = await setup()
    const first = await journal.insert(anOperation())
    await expect(journal.replace(after(first), effect)).rejects.toMatchObject(refusal)
    expect(await marks()).toEqual([])
    const stored = (await journal.get(first.operationId)) ?? first
    await Promise.all(Array.from({ length: 20 }, () => journal.insert(anOperation())))
    expect(await journal.replace(after(stored), mark('second'))).toBe(true)
    await vi.waitFor(() => expect([pool.waitingCount, pool.totalCount - pool.idleCount]).toEqual([0, 0]))
  })

  it('that takes long keeps nobody waiting but whoever would replace the same', async () => {
    const { journal, another, mark } = await setup()
    const first = await journal.insert(anOperation())
    let end = (): void => undefined
    const ended = new Promise<void>((resolve) => {
      end = resolve
    })
    let slow: Promise<boolean> | undefined
    await new Promise<void>((begin) => {
      slow = journal.replace(after(first), () => {
        begin()
        return ended
      })
    })
    const stored = await another().insert(anOperation({ operationId: first.operationId, body: 'another' }))
    expect(stored).toEqual(first)
    const second = another().replace(after(first), mark('second'))
    end()
    expect(await Promise.all([slow, second])).toEqual([true, false])
  })
})

describe('a connection', () => {
  it.each(['while an effect waits for something else', 'while it asks the database'])(
    'that breaks %s is told',
    async (moment) => {
      const { journal, anotherPool, marks } = await setup()
      const first = await journal.insert(anOperation())
      const other = anotherPool()
      const effect = async (tx: PoolClient): Promise<void> => {
        const { rows } = await tx.query('SELECT pg_backend_pid() AS pid')
        const killing = other.query('SELECT pg_terminate_backend($1)', [rows[0].pid])
        if (moment.includes('asks')) await tx.query('SELECT pg_sleep(5)')
        await killing
      }
      await expect(journal.replace(after(first), effect)).rejects.toMatchObject(
        moment.includes('asks') ? { code: '57P01' } : { ...unavailable, retryable: true },
      )
      expect(await journal.get(first.operationId)).toEqual(first)
      expect(await marks()).toEqual([])
    },
  )

  it('that cannot be had is told, and tried again the next time', async () => {
    const { place } = await setup()
    const pool = new Pool({ ...place, port: 1 })
    onTestFinished(() => pool.end())
    const journal = postgresJournal({ pool })
    const told = { ...unavailable, retryable: true, cause: { code: 'ENOENT' } }
    await expect(journal.insert(anOperation())).rejects.toMatchObject(told)
    pool.options.port = 5432
    expect(await journal.insert(anOperation())).toMatchObject({ revision: 1 })
  })

  it('of a pool that was ended is told', async () => {
    const { place } = await setup()
    const pool = new Pool(place)
    const journal = postgresJournal({ pool })
    await journal.insert(anOperation())
    await journal.close()
    const reopened = postgresJournal({ pool })
    await reopened.list()
    await pool.end()
    await expect(reopened.list()).rejects.toMatchObject(unavailable)
  })
})

describe('refuses', () => {
  it('a pool that acknowledges before the disk has it', async () => {
    const { another, anotherPool, place } = await setup()
    const pool = anotherPool({ options: `${place.options} -c synchronous_commit=off` })
    const told = { ...unavailable, retryable: false, message: expect.stringContaining('synchronous_commit=on') }
    await expect(another(pool).insert(anOperation())).rejects.toMatchObject(told)
  })

  it('a user who may not make the tables, but not one who finds them', async () => {
    const { pool, another, anotherPool, journal } = await setup()
    await pool.query('CREATE ROLE writer LOGIN')
    onTestFinished(async () => void (await pool.query('DROP OWNED BY writer; DROP ROLE writer')))
    await pool.query(`DO $$ BEGIN EXECUTE 'GRANT USAGE ON SCHEMA ' || current_schema() || ' TO writer'; END $$`)
    const theirs = another(anotherPool({ user: 'writer' }))
    await expect(theirs.list()).rejects.toMatchObject({ ...unavailable, retryable: false, cause: { code: '42501' } })
    await journal.list()
    await pool.query('GRANT ALL ON nano_banana_operations, nano_banana_journal TO writer')
    expect(await theirs.list()).toEqual([])
  })

  it('tables that a later version has made', async () => {
    const { pool, journal } = await setup()
    await pool.query(`${postgresOfSchema1}; UPDATE nano_banana_journal SET version = 99`)
    await expect(journal.list()).rejects.toMatchObject({
      reason: 'newer',
      message: expect.stringContaining('update first'),
    })
  })

  it('a record that is not what was written, or that a later version wrote', async () => {
    const { pool, journal } = await setup()
    await pool.query(postgresOfSchema1)
    await pool.query(`UPDATE nano_banana_operations SET record = replace(record, 'key-7', 'key-6')`)
    const corrupt = { reason: 'corrupt', message: expect.stringMatching(/order-7.*PostgreSQL.*backup/) }
    await expect(journal.get('order-7')).rejects.toMatchObject(corrupt)
    await expect(journal.list()).rejects.toMatchObject(corrupt)
    const record = JSON.stringify({ ...operationOfSchema1, version: 2 })
    await pool.query('UPDATE nano_banana_operations SET record = $1, checksum = $2', [record, crc32(record) | 0])
    await expect(journal.get('order-7')).rejects.toMatchObject({ reason: 'newer' })
  })
})

describe('older tables', () => {
  it('of version 1 are read and gone on with', async () => {
    const { pool, journal } = await setup()
    await pool.query(postgresOfSchema1)
    expect(await journal.getByToken('tok-7')).toEqual(operationOfSchema1)
    expect(await journal.replace(after(operationOfSchema1, { state: 'final' }))).toBe(true)
    expect(await journal.count()).toMatchObject({ accepted: 0, final: 1 })
  })

  it('in which two operations hold one task are gone on with: the first is found by it', async () => {
    const { pool, journal } = await setup()
    await pool.query(`${postgresOfSchema1}; ${anotherWithTheSameTask()}`)
    expect(await journal.getByTask('tk-hiapi-7')).toEqual(operationOfSchema1)
    expect(await journal.list()).toHaveLength(2)
  })

  it('are brought to the present version once, by whoever comes first', async () => {
    const { pool, journal } = await setup()
    await pool.query(postgresOfSchema1)
    const steps = [...schemaSteps, 'ALTER TABLE nano_banana_operations ADD COLUMN later text']
    await Promise.all([1, 2, 3, 4].map(() => withSession(pool, (session) => migrate(session, steps))))
    expect((await pool.query('SELECT * FROM nano_banana_operations')).rows).toMatchObject([
      { operation_id: 'order-7', later: null },
    ])
    await expect(journal.list()).rejects.toMatchObject({ reason: 'newer' })
  })

  it('stay what they were when a step fails', async () => {
    const { pool, journal } = await setup()
    await pool.query(postgresOfSchema1)
    const steps = [...schemaSteps, 'CREATE TABLE half (a text)', 'CREATE TABLE half (a text)']
    const failing = withSession(pool, (session) => migrate(session, steps))
    await expect(failing).rejects.toMatchObject({ ...unavailable, retryable: false, cause: { code: '42P07' } })
    expect((await pool.query(`SELECT to_regclass('half') AS half`)).rows).toEqual([{ half: null }])
    expect(await journal.list()).toEqual([operationOfSchema1])
  })
})
