import type { JournalError } from './journal-error.ts'
import type { Operation, OperationState } from './operation.ts'

/** Which operations to list. */
export interface OperationQuery {
  /** @default all states */
  readonly states?: readonly OperationState[]
  readonly owner?: string
  /** Only those that are due by then, in Unix milliseconds. */
  readonly dueByMs?: number
  /** By the time of their creation. @default 'oldest' */
  readonly first?: 'oldest' | 'newest'
  /** Goes on behind this operation of an earlier answer. */
  readonly after?: Pick<Operation, 'operationId' | 'createdAtMs'>
  /** @default 100 */
  readonly limit?: number
  /** Told of each record that cannot be read, by its name; it is left out then. @default none: the first one rejects the list */
  readonly onUnreadable?: (error: JournalError) => void
}

/** What happens in the journal's own transaction: what it throws takes the whole write back. */
export type Effect<Tx> = (tx: Tx) => void | Promise<void>

/**
 * Keeps operations where a crash cannot reach them. Whatever resolves is durable. Writers never wait for each other: of
 * two that replace the same revision, one wins. A task belongs to one operation. Every method rejects with `JournalError` only,
 * or with what an effect threw. A write that rejects with `unavailable` may have become durable all the same: a connection can
 * break between a commit and its answer. Whoever goes on reads again first.
 */
export interface Journal<Tx = unknown> {
  /** Writes an operation down unless its id or its task is taken; gives what is stored under the id, or else holds the task. */
  readonly insert: (operation: Operation) => Promise<Operation>
  readonly get: (operationId: string) => Promise<Operation | undefined>
  readonly getByTask: (taskId: string) => Promise<Operation | undefined>
  readonly getByToken: (token: string) => Promise<Operation | undefined>
  readonly list: (query?: OperationQuery) => Promise<readonly Operation[]>
  readonly count: () => Promise<Readonly<Record<OperationState, number>>>
  /** Writes the next revision, with an effect in the same transaction; `false`, and no effect, when somebody else was faster. Rejects with `task_taken` when another operation holds its task. */
  readonly replace: (next: Operation, effect?: Effect<Tx>) => Promise<boolean>
  /** Removes settled operations that were due to be forgotten by then; says how many. */
  readonly forget: (dueByMs: number) => Promise<number>
  /** Calls back with the id of each operation that is written, by this process and, where the journal can tell, by others. */
  readonly subscribe: (listener: (operationId: string) => void) => () => void
  readonly close: () => Promise<void>
}
