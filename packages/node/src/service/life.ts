import type { Operation, ParkReason, TaskSnapshot } from '@nano-banana/core'

/** What a step makes of an operation: the next revision, or nothing when there is nothing left to do. Pure. */
export type Step = (operation: Operation) => Operation | undefined

const next = (operation: Operation, change: Partial<Operation>): Operation => ({
  ...operation,
  ...change,
  revision: operation.revision + 1,
})

/** Its task exists; it is looked for from `dueAtMs` on. */
export const accept =
  (taskId: string, dueAtMs: number): Step =>
  (operation) =>
    operation.state === 'intended' ? next(operation, { state: 'accepted', taskId, dueAtMs, ...unfailed }) : undefined

/** Its task has ended. The first end that is written down stays, and whoever writes it sees to the effects. */
export const finish =
  (task: TaskSnapshot, claimedUntilMs: number): Step =>
  (operation) =>
    isOpen(operation)
      ? next(operation, {
          state: 'final',
          taskId: task.taskId,
          task,
          parked: undefined,
          dueAtMs: claimedUntilMs,
          ...unfailed,
        })
      : undefined

/** The effect that belongs to the journal has happened. */
export const commit =
  (dueAtMs: number): Step =>
  (operation) =>
    operation.state === 'final' && !operation.isCommitted ? next(operation, { isCommitted: true, dueAtMs }) : undefined

/** All effects have happened: it is kept until `forgetAtMs`. */
export const settle =
  (forgetAtMs: number): Step =>
  (operation) =>
    operation.state === 'final' ? next(operation, { state: 'settled', dueAtMs: forgetAtMs, ...unfailed }) : undefined

/** The present step has failed for the moment, and is taken again at `dueAtMs`. */
export const postpone =
  (dueAtMs: number, lastError: string): Step =>
  (operation) =>
    isAtWork(operation) ? next(operation, { dueAtMs, failures: operation.failures + 1, lastError }) : undefined

/** Nobody else need look at it before. */
export const claim =
  (untilMs: number): Step =>
  (operation) =>
    isAtWork(operation) ? next(operation, { dueAtMs: untilMs }) : undefined

/** The same for whoever is about to send its request. */
export const claimToSend =
  (nowMs: number, untilMs: number): Step =>
  (operation) =>
    operation.state === 'intended'
      ? next(operation, { dueAtMs: untilMs, keyUsedAtMs: operation.keyUsedAtMs ?? nowMs })
      : undefined

/** Somebody has heard of it: whoever looks next, looks at it now. */
export const hasten =
  (nowMs: number): Step =>
  (operation) =>
    isOpen(operation) ? next(operation, operation.state === 'parked' ? {} : { dueAtMs: nowMs }) : undefined

/** Only a human goes on with it. */
export const park =
  (reason: ParkReason, lastError: string, status?: number): Step =>
  (operation) =>
    isAtWork(operation)
      ? next(operation, {
          state: 'parked',
          parked: { reason, from: operation.state, status },
          dueAtMs: null,
          lastError,
        })
      : undefined

/** Another operation holds its task: its effects happen there, and only a human may ask for another one here. */
export const giveWay =
  (lastError: string): Step =>
  (operation) =>
    isOpen(operation) || isAtWork(operation)
      ? next(operation, {
          state: 'parked',
          parked: { reason: 'task_taken', from: operation.parked?.from ?? operation.state },
          ...{ taskId: undefined, task: undefined, dueAtMs: null, lastError },
        })
      : undefined

/** A human goes on where it stopped; with a new key where nobody knows of a task. */
export const unpark =
  (idempotencyKey: string, nowMs: number): Step =>
  (operation) => {
    if (operation.state !== 'parked') return undefined
    const again = { parked: undefined, dueAtMs: nowMs, ...unfailed }
    if (operation.task) return next(operation, { state: 'final', ...again })
    // What was made elsewhere can only be looked for.
    return operation.body === ''
      ? next(operation, { state: 'accepted', ...again })
      : next(operation, { state: 'intended', taskId: undefined, idempotencyKey, keyUsedAtMs: undefined, ...again })
  }

/** A human gives it up. Its id stays taken until `forgetAtMs`, so that nobody pays for it by mistake. */
export const discard =
  (forgetAtMs: number): Step =>
  (operation) =>
    operation.state === 'parked'
      ? next(operation, { state: 'settled', isDiscarded: true, dueAtMs: forgetAtMs })
      : undefined

/** Nothing of what was asked for is left. */
export const erase: Step = (operation) => {
  const { state, body } = operation
  return state === 'settled' && body !== '' ? next(operation, { body: '', metadata: undefined }) : undefined
}

const unfailed = { failures: 0, lastError: undefined }

const isOpen = ({ state, parked, task }: Operation): boolean =>
  state === 'intended' || state === 'accepted' || (state === 'parked' && parked !== undefined && task === undefined)

const isAtWork = ({ state }: Operation): boolean => state === 'intended' || state === 'accepted' || state === 'final'
