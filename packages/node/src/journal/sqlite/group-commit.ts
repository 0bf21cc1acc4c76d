import { setImmediate as nextTurn } from 'node:timers/promises'
import { JournalError } from '@nano-banana/core'
import type { Connection } from './connection.ts'
import { whenFree } from './when-free.ts'

/** Shares transactions: a disk takes milliseconds to make one safe, whatever is in it. */
export interface GroupCommit {
  /**
   * Does synchronous work in the next transaction and resolves once that is safe on the disk. Work that throws is taken
   * back alone; when the transaction fails, all of it is, and all reject.
   */
  readonly write: <T>(work: () => T) => Promise<T>
  /** Resolves when no work waits. */
  readonly drained: () => Promise<void>
}

/** What waits for the next transaction. */
interface Member {
  /** Does the work, and tells what to do once it is safe. */
  readonly work: () => () => void
  readonly reject: (error: unknown) => void
}

/** Shares the transactions of one connection. */
export function createGroupCommit(connection: Connection): GroupCommit {
  let waiting: Member[] = []
  let running: Promise<void> | undefined

  async function run(): Promise<void> {
    // All that arrives in this turn goes together, and all that arrives while another process is in the way.
    await nextTurn()
    const failure = await whenFree(() => connection.exec('BEGIN IMMEDIATE')).catch((error: unknown) => ({ error }))
    const group = waiting
    waiting = []
    running = undefined
    if (failure) for (const { reject } of group) reject(failure.error)
    else commit(connection, group)
  }

  return {
    write: (work) =>
      new Promise((resolve, reject) => {
        const member = (): (() => void) => {
          const value = work()
          return () => resolve(value)
        }
        waiting.push({ work: member, reject })
        running ??= run()
      }),
    async drained() {
      while (running) await running
    },
  }
}

function commit(connection: Connection, group: readonly Member[]): void {
  try {
    const settle = group.map((member) => take(connection, member))
    connection.exec('COMMIT')
    for (const done of settle) done()
  } catch (error) {
    connection.rollback()
    for (const { reject } of group) reject(error)
  }
}

function take({ exec }: Connection, { work, reject }: Member): () => void {
  exec('SAVEPOINT nano_banana')
  try {
    const settle = work()
    release(exec)
    return settle
  } catch (error) {
    try {
      exec('ROLLBACK TO nano_banana; RELEASE nano_banana')
      return () => reject(error)
    } catch (cause) {
      // A full disk ends the whole transaction, and so does an effect that ends it.
      reject(error)
      throw isUnavailable(error) ? error : lost(cause)
    }
  }
}

function release(exec: Connection['exec']): void {
  try {
    exec('RELEASE nano_banana')
  } catch (cause) {
    throw new JournalError('effect', 'An effect must not end the transaction that it is in', { cause })
  }
}

const isUnavailable = (error: unknown): boolean => error instanceof JournalError && error.reason === 'unavailable'

const lost = (cause: unknown): JournalError =>
  new JournalError('unavailable', 'Another write took the transaction with it: try again', { cause })
