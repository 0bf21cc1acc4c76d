import type { Agenda } from '../agenda.ts'
import type { Clock } from '../clock.ts'
import type { TransportResponse } from '../transport.ts'

/** Who goes first when not all can go: reads that follow open tasks, then people who wait, then batches, then housekeeping. */
export type Priority = 'watch' | 'interactive' | 'bulk' | 'background'

/** Tells how a request ended that was let go; nothing when no whole answer came, `unsent` when it never went. Only the first call counts. */
export type Leave = (end?: TransportResponse | 'unsent') => void

/** Lets requests go, so that the service need not refuse them. */
export interface Quota {
  /** Resolves when a request may go; rejects with the signal's reason when it aborts first. An abort later ends it, too. */
  readonly enter: (priority: Priority, signal: AbortSignal) => Promise<Leave>
  /** Keeps so large a share of every minute for the reads of a watch. */
  readonly reserve: (share: number) => void
  /** The pause between two reads of a watch that makes them last for the rest of the minute, in milliseconds; 0 without limits. */
  readonly watchPauseMs: () => number
}

/** What a quota is made with. */
export interface QuotaTools {
  readonly clock: Clock
  readonly agenda: Agenda
}

/** Makes the quota of one client. */
export type CreateQuota = (tools: QuotaTools) => Quota

/** Lets everything go at once. */
export const noQuota: CreateQuota = () => ({
  enter: () => Promise.resolve(() => undefined),
  reserve: () => undefined,
  watchPauseMs: () => 0,
})
