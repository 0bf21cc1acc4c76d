import { setImmediate as nextTurn } from 'node:timers/promises'
import { channel } from './channel.ts'
import type { PostgresPool } from './postgres-pool.ts'
import { withSession } from './session.ts'

/** Says things on the tables' channel. */
export interface Announcer {
  readonly say: (payload: string) => void
  /** Resolves when all is said. */
  readonly drained: () => Promise<void>
}

/**
 * Says things after the transaction that they are about: those that notify commit one by one, and share no sync of the
 * disk. What cannot be said is not worth failing a write that is safe.
 */
export function createAnnouncer(pool: PostgresPool): Announcer {
  let waiting: string[] = []
  let running: Promise<void> | undefined

  async function run(): Promise<void> {
    await nextTurn()
    while (waiting.length > 0) {
      const payloads = waiting
      waiting = []
      await withSession(pool, ({ client }) => client.query(notify, [payloads])).catch(() => undefined)
    }
    running = undefined
  }

  return {
    say(payload) {
      waiting.push(payload)
      running ??= run()
    },
    drained: async () => running,
  }
}

// Nobody waits until this is safe on a disk.
const notify = `SELECT set_config('synchronous_commit', 'off', true), pg_notify(${channel}, payload)
  FROM unnest($1::text[]) AS payload`
