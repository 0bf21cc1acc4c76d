import type { Client, Clock, Journal, Operation, TaskSnapshot } from '@nano-banana/core'
import type { Prices } from '../cost/prices.ts'

/** What an effect is told besides the task. */
export interface EffectContext {
  /** The same every time for the same end of the same operation: whoever has seen it has had this effect. */
  readonly effectId: string
  readonly operationId: string
  readonly owner: string | undefined
  readonly metadata: unknown
}

/** Where the service is called back, and how it knows that it is HiAPI who calls. */
export interface CallbackOptions {
  /** The public address below which callbacks arrive: https, or http on loopback hosts. A token of the operation is added as its last part. */
  readonly publicUrl: string
  /** The account's signing keys; several while one is changed for the next. @default none: then `allowUnsigned` must be set */
  readonly secrets?: readonly string[]
  /** Takes an unsigned callback for a doorbell: the service is asked what is true. For accounts without a signing key. @default false */
  readonly allowUnsigned?: boolean
}

/** What a generation service is made of. */
export interface GenerationServiceOptions<Tx> {
  readonly client: Client
  /** Must outlive the process: `sqliteJournal`, `postgresJournal`. */
  readonly journal: Journal<Tx>
  /** At least 32 characters; keys and callback addresses are derived from it. The first of a list signs, all are recognised. */
  readonly secret: string | readonly [string, ...string[]]
  /** @default none: the service is asked for what has become of tasks */
  readonly callback?: CallbackOptions
  /** Runs at least once for every task that has ended, well or not; again, with the same `effectId`, after a crash or when it throws. */
  readonly onSettled?: (task: TaskSnapshot, context: EffectContext) => void | Promise<void>
  /** Runs exactly once, in the journal's own transaction; must be synchronous on SQLite and in memory. Comes before `onSettled`. */
  readonly commitEffect?: (task: TaskSnapshot, tx: Tx, context: EffectContext) => void | Promise<void>
  /** What a task costs by its resolution, to tell money in `stats`. @default no money is told */
  readonly prices?: Prices
  /** How long a settled operation is kept, in milliseconds; at least two days. @default 30 days */
  readonly retentionMs?: number
  /** Whoever works on an operation and dies is replaced after this, in milliseconds. @default 30_000 */
  readonly leaseMs?: number
  /** What `start()` sweeps by, in milliseconds. @default 60_000 */
  readonly sweepEveryMs?: number
  /** @default the platform's time */
  readonly clock?: Clock
  /** Numbers from 0 to below 1, for jitter. @default Math.random */
  readonly random?: () => number
  /** Gets what goes wrong where nobody waits for it. @default a process warning */
  readonly reportError?: (error: unknown) => void
}

/** An operation as its owner may see it. */
export interface OperationView {
  readonly operationId: string
  readonly state: Operation['state']
  readonly createdAtMs: number
  readonly owner: string | undefined
  readonly metadata: unknown
  readonly taskId: string | undefined
  /** How its task ended. */
  readonly task: TaskSnapshot | undefined
  /** Why it waits for a human, and where it stood. */
  readonly parked: Operation['parked']
  readonly lastError: string | undefined
  readonly isDiscarded: boolean
}

/** An operation without what only the service needs. */
export function viewOf(operation: Operation): OperationView {
  const {
    operationId,
    state,
    createdAtMs,
    owner,
    metadata,
    taskId,
    task,
    parked,
    lastError,
    isDiscarded = false,
  } = operation
  return { operationId, state, createdAtMs, owner, metadata, taskId, task, parked, lastError, isDiscarded }
}
