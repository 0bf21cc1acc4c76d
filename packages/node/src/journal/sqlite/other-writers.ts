import { textOf } from '../row.ts'
import { table } from '../statements.ts'
import type { Connection } from './connection.ts'

/** Hears of what other processes write to the same file. */
export interface OtherWriters {
  /** Looks twice a second, until the returned function is called. */
  readonly watch: () => () => void
  /** Takes note of a write of this process, which is no news. */
  readonly skip: (written: number) => void
}

const everyMs = 500

/** Knows others' writes by the number that every write leaves in its row. */
export function createOtherWriters({ rows }: Connection, tell: (operationId: string) => void): OtherWriters {
  const own = new Set<number>()
  let seen: number | undefined

  function look(): void {
    try {
      if (seen === undefined) seen = Number(rows({ sql: latest, values: [] })[0]?.['writes'])
      else tellSince(seen)
    } catch {
      // Whoever reads or writes next is told what is wrong.
    }
  }

  function tellSince(before: number): void {
    for (const { operation_id, written } of rows({ sql: since, values: [before] })) {
      seen = Number(written)
      if (!own.has(seen)) tell(textOf(String(operation_id)))
    }
    own.clear()
  }

  return {
    watch() {
      look()
      const timer = setInterval(look, everyMs).unref()
      return () => {
        clearInterval(timer)
        seen = undefined
        own.clear()
      }
    },
    skip(written) {
      if (seen !== undefined) own.add(written)
    },
  }
}

const latest = 'SELECT writes FROM nano_banana_journal'
const since = `SELECT operation_id, written FROM ${table} WHERE written > $1 ORDER BY written`
