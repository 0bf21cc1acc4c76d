import { randomUUID } from 'node:crypto'
import { type Journal, JournalError } from '@nano-banana/core'
import { createListeners } from '../listeners.ts'
import { createReading } from '../reading.ts'
import { operationOf, rowOf } from '../row.ts'
import { createAnnouncer } from './announcer.ts'
import { readNews, writeNews } from './channel.ts'
import { inTransaction } from './in-transaction.ts'
import { keepListening } from './listening-line.ts'
import type { ClientOf, PostgresClient, PostgresPool } from './postgres-pool.ts'
import { migrate } from './schema.ts'
import { type Session, withSession } from './session.ts'
import { forgetSettled, insertNew, replaceOld } from './writing.ts'

/** Where a PostgreSQL journal is kept. */
export interface PostgresJournalOptions<Pool extends PostgresPool> {
  /**
   * A `Pool` of pg. It stays yours: close the journal before you end it. While somebody subscribes to the journal, one
   * of its connections is kept for that, so it must have two or more.
   */
  readonly pool: Pool
}

/**
 * A journal in PostgreSQL, for any number of processes; makes its tables at the first use. An effect is given the client
 * whose transaction is open. It must use no other connection of the pool: all may be waiting for that transaction.
 */
export function postgresJournal<Pool extends PostgresPool>(
  options: PostgresJournalOptions<Pool>,
): Journal<ClientOf<Pool>>
export function postgresJournal({ pool }: PostgresJournalOptions<PostgresPool>): Journal<PostgresClient> {
  const self = randomUUID()
  const announcer = createAnnouncer(pool)
  const listeners = createListeners({ whileHeard: listenToOthers })
  let migrated: Promise<void> | undefined
  let isClosed = false

  async function prepare(): Promise<void> {
    if (isClosed) throw new JournalError('unavailable', 'The journal in PostgreSQL was closed', { retryable: false })
    migrated ??= withSession(pool, migrate)
    await migrated.catch((error: unknown) => {
      // What cannot be done now may be done the next time.
      migrated = undefined
      throw error
    })
  }

  async function use<T>(work: (session: Session) => Promise<T>): Promise<T> {
    await prepare()
    return withSession(pool, work)
  }

  function listenToOthers(): () => void {
    const subscription = new AbortController()
    void keepListening({
      connect: () => prepare().then(() => pool.connect()),
      hear(payload) {
        const news = readNews(payload)
        if (news && news.sender !== self) listeners.tell(news.operationId)
      },
      signal: subscription.signal,
    })
    return () => subscription.abort()
  }

  function tell(operationId: string): void {
    listeners.tell(operationId)
    announcer.say(writeNews({ sender: self, operationId }))
  }

  return {
    ...createReading((statement) => use(({ rows }) => rows(statement)), 'PostgreSQL'),
    async insert(operation) {
      const row = rowOf(operation)
      const { stored, isNew } = await use((session) => insertNew(session, row))
      if (isNew) tell(operation.operationId)
      return operationOf(stored, 'PostgreSQL')
    },
    async replace(next, effect) {
      const row = rowOf(next)
      const isWritten = await use((session) => {
        if (!effect) return replaceOld(session, row)
        return inTransaction(session, async () => {
          const isFirst = await replaceOld(session, row)
          if (isFirst) await effect(session.client)
          return isFirst
        })
      })
      if (isWritten) tell(next.operationId)
      return isWritten
    },
    forget: (dueByMs) => use((session) => forgetSettled(session, dueByMs)),
    subscribe: listeners.subscribe,
    async close() {
      isClosed = true
      listeners.end()
      await announcer.drained()
    },
  }
}
