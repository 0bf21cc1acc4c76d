import type { WaitOptions } from './call-options.ts'
import { isolate } from './cell.ts'
import { quietly } from './quietly.ts'
import type { TaskState } from './task-state/state.ts'

/** Tells the caller's `onUpdate`, nothing when there is none; what it throws is reported and stops nothing. */
export function tellCaller(
  options: WaitOptions | undefined,
  reportError: (error: unknown) => void,
): ((state: TaskState) => void) | undefined {
  // Options are checked where the call begins, which says what is wrong with them.
  const onUpdate = quietly(() => options?.onUpdate)
  return typeof onUpdate === 'function' ? (state) => isolate(() => onUpdate(state), reportError) : undefined
}
