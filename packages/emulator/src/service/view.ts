import type { Fault } from './fault.ts'
import { type TaskRecord, wireTaskAt } from './task-record.ts'

/** What one read sees of the tasks. */
export interface View {
  /** The moment at which they are seen, in Unix milliseconds. */
  readonly atMs: number
  /** The word in place of every status that is not terminal. */
  readonly unknownStatus: string | undefined
}

/** The view of a read that arrives now and meets a fault. */
export const viewOf = (nowMs: number, fault: Fault | undefined): View => ({
  atMs: fault?.kind === 'stale' ? nowMs - fault.byMs : nowMs,
  unknownStatus: fault?.kind === 'unknown_status' ? fault.status : undefined,
})

/** Whether the task was there already. */
export const isSeen = (task: TaskRecord, { atMs }: View): boolean => task.createdAtMs <= atMs

/** The task as the wire shows it. */
export function show(task: TaskRecord, { atMs, unknownStatus }: View): Readonly<Record<string, unknown>> {
  const wire = wireTaskAt(task, atMs)
  return unknownStatus === undefined || wire['completed'] !== 0 ? wire : { ...wire, status: unknownStatus }
}
