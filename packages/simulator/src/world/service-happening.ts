import type { Operation, TaskSnapshot } from '@nano-banana/core'
import type { Attack } from '../plan/service-faults.ts'

/** An effect of a task's end, as whoever has it sees it. */
interface SeenEffect {
  readonly machine: string
  readonly operation: string
  readonly effectId: string
  readonly task: TaskSnapshot
}

/** What happens in a world of generation services, as somebody outside of them sees it. */
export type ServiceHappening =
  /** A submission was answered. */
  | {
      readonly type: 'submitted'
      readonly call: string
      readonly operation: string
      /** Whether it asked for another wish than the first submission does. */
      readonly isOther: boolean
      readonly isNew: boolean
      readonly differs: boolean
    }
  /** A human lets a parked operation go on. */
  | { readonly type: 'resubmitted'; readonly operation: string; readonly reason: string }
  | { readonly type: 'sweep_failed'; readonly machine: string; readonly error: unknown }
  /** A revision of a record is durable. */
  | { readonly type: 'kept'; readonly machine: string; readonly record: Operation }
  /** A machine is told that the journal has failed it. */
  | { readonly type: 'journal_failed'; readonly machine: string; readonly operation: string }
  /** An effect is durable in the journal's own transaction. */
  | ({ readonly type: 'committed' } & SeenEffect)
  /** An effect outside of the journal. */
  | ({ readonly type: 'effect'; readonly stage: 'begun' | 'done' | 'threw' } & SeenEffect)
  | {
      readonly type: 'called_back'
      readonly callback: number
      readonly machine: string
      readonly operation: string
      readonly taskId: string
      readonly kind: 'genuine' | Attack
      /** How old its signature is, by the world's time; nothing when it has none. */
      readonly ageMs: number | undefined
    }
  | { readonly type: 'acknowledged'; readonly callback: number; readonly machine: string; readonly status: number }
