import type { Journal } from '@nano-banana/core'
import { Pool, type PoolClient, type PoolConfig } from 'pg'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { postgresJournal } from '../../src/postgres.ts'
import type { Ground } from './contract.ts'
import { type Cluster, startCluster } from './postgres-cluster.ts'

/** A journal in a schema of its own, beside a table that its effects write to. */
export interface PostgresGround extends Ground<PoolClient> {
  readonly pool: Pool
  /** What other pools take to find the same tables. */
  readonly place: PoolConfig
  /** Makes another pool for them, which is ended with the test. */
  readonly anotherPool: (config?: PoolConfig) => Pool
  readonly another: (pool?: Pool) => Journal<PoolClient>
}

/** Starts a PostgreSQL for the tests of a file, and tells how to make such a journal, which goes away with its test. */
export function usePostgres(): () => Promise<PostgresGround> {
  let cluster: Cluster
  let admin: Pool
  let schemas = 0
  beforeAll(async () => {
    cluster = await startCluster()
    admin = new Pool(cluster.place)
  }, 60_000)
  afterAll(async () => {
    await admin?.end()
    await cluster?.stop()
  })
  return async () => {
    schemas += 1
    const schema = `ground_${schemas}`
    await admin.query(`CREATE SCHEMA ${schema}; CREATE TABLE ${schema}.marks (id serial, text text)`)
    // Every connection is a process.
    const place = { ...cluster.place, options: `-c search_path=${schema}`, max: 4 }
    function anotherPool(config: PoolConfig = {}): Pool {
      const pool = new Pool({ ...place, ...config })
      // A test may end an idle connection.
      pool.on('error', () => undefined)
      onTestFinished(() => pool.end())
      return pool
    }
    function another(pool = anotherPool()): Journal<PoolClient> {
      const journal = postgresJournal({ pool })
      onTestFinished(() => journal.close())
      return journal
    }
    const pool = anotherPool()
    return {
      pool,
      place,
      anotherPool,
      another,
      journal: another(pool),
      mark: (text, error) => async (tx) => {
        await tx.query('INSERT INTO marks (text) VALUES ($1)', [text])
        if (error) throw error
      },
      async marks() {
        const { rows } = await admin.query(`SELECT text FROM ${schema}.marks ORDER BY id`)
        return rows.map(({ text }) => text)
      },
    }
  }
}
