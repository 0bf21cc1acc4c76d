import { EventEmitter } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { Pool } from 'pg'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { keepListening } from '../../src/journal/postgres/listening-line.ts'
import type { PostgresClient } from '../../src/postgres.ts'
import { after, anOperation } from './an-operation.ts'
import { type PostgresGround, usePostgres } from './postgres-ground.ts'

const setup = usePostgres()

/** The process ids of the connections that listen to this ground's tables. */
async function listeners(pool: Pool): Promise<readonly number[]> {
  const { rows } = await pool.query(`SELECT pid FROM pg_stat_activity
    WHERE query ~ ('^LISTEN nano_banana_' || 'nano_banana_operations'::regclass::oid)`)
  return rows.map(({ pid }) => pid)
}

/** Subscribes, and waits until that has reached the server. */
async function listen({
  journal,
  pool,
}: PostgresGround): Promise<{ readonly heard: string[]; readonly leave: () => void }> {
  const heard: string[] = []
  const leave = journal.subscribe((operationId) => heard.push(operationId))
  await journal.list()
  await vi.waitFor(async () => expect(await listeners(pool)).toHaveLength(1), { timeout: 5_000 })
  return { heard, leave }
}

it('hears of what another process writes, and of its own writes once', async () => {
  const ground = await setup()
  const other = ground.another()
  const { heard } = await listen(ground)
  const own = await ground.journal.insert(anOperation({ operationId: 'own' }))
  const theirs = await other.insert(anOperation({ operationId: 'Zoë "Z"\n' }))
  await other.insert(theirs)
  await other.replace(after(theirs))
  await other.replace(after(theirs))
  await other.replace(after(own))
  await vi.waitFor(() => expect(heard).toHaveLength(4))
  await pause(50)
  expect(heard).toEqual(['own', 'Zoë "Z"\n', 'Zoë "Z"\n', 'own'])
})

it('hears nothing of a write that is taken back, of other tables, or of nonsense', async () => {
  const ground = await setup()
  const stranger = await setup()
  const other = ground.another()
  const { heard } = await listen(ground)
  const first = await other.insert(anOperation({ operationId: 'first' }))
  await other.replace(after(first), ground.mark('half', new Error('refused'))).catch(() => undefined)
  await stranger.journal.insert(anOperation())
  for (const nonsense of ['', 'x', 'x "', ' ', 'x \\'])
    await ground.pool.query(`SELECT pg_notify('nano_banana_' || 'nano_banana_operations'::regclass::oid, $1)`, [
      nonsense,
    ])
  await other.insert(anOperation({ operationId: 'last' }))
  await vi.waitFor(() => expect(heard).toContain('last'))
  expect(heard).toEqual(['first', 'last'])
})

it('takes one connection while somebody listens, and none afterwards', async () => {
  const ground = await setup()
  expect(await ground.journal.list()).toEqual([])
  expect(await listeners(ground.pool)).toEqual([])
  const { leave } = await listen(ground)
  const leaveToo = ground.journal.subscribe(() => undefined)
  leave()
  await pause(50)
  expect(await listeners(ground.pool)).toHaveLength(1)
  leaveToo()
  await vi.waitFor(async () => expect(await listeners(ground.pool)).toEqual([]), { timeout: 5_000 })
  const { heard } = await listen(ground)
  await ground.another().insert(anOperation({ operationId: 'again' }))
  await vi.waitFor(() => expect(heard).toEqual(['again']))
  await ground.journal.close()
  await vi.waitFor(async () => expect(await listeners(ground.pool)).toEqual([]), { timeout: 5_000 })
})

it('listens again when its connection is ended', async () => {
  const ground = await setup()
  const other = ground.another()
  const { heard } = await listen(ground)
  for (const round of ['first', 'second']) {
    const [pid] = await listeners(ground.pool)
    await ground.pool.query('SELECT pg_terminate_backend($1)', [pid])
    await vi.waitFor(
      async () => {
        const [next] = await listeners(ground.pool)
        expect(next).toBeDefined()
        expect(next).not.toBe(pid)
      },
      { timeout: 10_000 },
    )
    await other.insert(anOperation({ operationId: round }))
    await vi.waitFor(() => expect(heard).toContain(round), { timeout: 5_000 })
  }
  expect(heard).toEqual(['first', 'second'])
})

describe('a line', () => {
  /** Connections that answer their first two questions, and then nothing any more. */
  function silentConnections() {
    const released: unknown[] = []
    const connect = async (): Promise<PostgresClient> => {
      let asked = 0
      return Object.assign(new EventEmitter(), {
        query: async () => {
          asked += 1
          return asked <= 2 ? { rows: [{ channel: 'nano_banana_1' }] } : new Promise<never>(() => undefined)
        },
        release: (isBroken?: boolean) => void released.push(isBroken),
      })
    }
    return { connect: vi.fn(connect), released }
  }

  it('that has gone silent is given up for another', async () => {
    const { connect, released } = silentConnections()
    const stop = new AbortController()
    onTestFinished(() => stop.abort())
    const listening = keepListening({ connect, hear: () => undefined, signal: stop.signal, trialMs: 5, answerMs: 5 })
    await vi.waitFor(() => expect(connect.mock.calls.length).toBeGreaterThan(2), { timeout: 5_000 })
    stop.abort()
    await listening
    expect(released).toEqual(connect.mock.calls.map(() => true))
  })

  it('that cannot be had is asked for again, but not after the end', async () => {
    const connect = vi.fn(() => Promise.reject(new Error('no')))
    const stop = new AbortController()
    const listening = keepListening({ connect, hear: () => undefined, signal: stop.signal })
    await vi.waitFor(() => expect(connect.mock.calls.length).toBeGreaterThan(1), { timeout: 5_000 })
    stop.abort()
    await listening
    const { length } = connect.mock.calls
    await pause(100)
    expect(connect).toHaveBeenCalledTimes(length)
  })
})
