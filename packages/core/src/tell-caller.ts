import type { WaitOptions } from './call-options.ts'
import { isolate } from './cell.ts'
import type { TaskState } from './task-state/state.ts'

/** Tells the caller's `onUpdate`, where there is one; what it throws is reported and stops nothing. */
export function tellCaller(
  options: WaitOptions | undefined,
  reportError: (error: unknown) => void,
): (state: TaskState) => void {
  const onUpdate = read(options)
  return (state) => isolate(() => onUpdate?.(state), reportError)
}

// Options are checked where the call begins, which says what is wrong with them.
function read(options: WaitOptions | undefined): WaitOptions['onUpdate'] {
  try {
    const onUpdate: unknown = options?.onUpdate
    return typeof onUpdate === 'function' ? (state) => onUpdate(state) : undefined
  } catch {
    return undefined
  }
}
