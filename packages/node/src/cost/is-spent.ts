import type { Operation } from '@nano-banana/core'

/** Whether nothing has left under the operation's key yet. */
export const isUnsent = ({ state, keyUsedAtMs }: Operation): boolean =>
  state === 'intended' && keyUsedAtMs === undefined

/** Whether an operation may have cost something: its task exists, or nobody can say that it does not. */
export const isSpent = (operation: Operation): boolean => !isUnsent(operation) && !isRefused(operation)

/** Whether the service has said that there is no task. It may have been discarded since. */
export const isRefused = ({ parked, taskId }: Operation): boolean =>
  parked?.reason === 'refused' && taskId === undefined
