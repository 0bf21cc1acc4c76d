import type { Row } from '../row.ts'
import type { Statement } from '../statements.ts'
import { postgresError } from './postgres-error.ts'
import type { PostgresClient, PostgresPool } from './postgres-pool.ts'

/** One connection, for a while. Its methods reject with `JournalError`. */
export interface Session {
  readonly client: PostgresClient
  /** Runs one statement, and tells the rows that it gives. */
  readonly rows: (statement: Statement) => Promise<readonly Row[]>
  /** Runs statements that have no values and give nothing. */
  readonly exec: (sql: string) => Promise<void>
  /** The connection is in no state to be used by anybody else. */
  readonly discard: () => void
}

/** Lends a connection of the pool to work. Rejects with `JournalError` when there is none, or with what work threw. */
export async function withSession<T>(pool: PostgresPool, work: (session: Session) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch(refuse)
  let isBroken = false
  const discard = (): void => {
    isBroken = true
  }
  // A connection that breaks while nothing is asked over it would end the process.
  client.on('error', discard)
  try {
    return await work({
      client,
      discard,
      rows: async ({ sql, values }) => (await client.query(sql, [...values]).catch(refuse)).rows,
      exec: async (sql) => void (await client.query(sql).catch(refuse)),
    })
  } finally {
    client.release(isBroken)
    client.off('error', discard)
  }
}

function refuse(cause: unknown): never {
  throw postgresError(cause)
}
