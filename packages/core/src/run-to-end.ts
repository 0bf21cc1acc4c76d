import { type AnyNanoBananaError, InternalError, isNanoBananaError } from './errors/family.ts'
import { advance } from './task-state/advance.ts'
import { type GenerationResult, idle, type TaskEvent, type TaskState } from './task-state/state.ts'

/** Applies what happens to the state, event by event, and tells each new state. Resolves or rejects as the last one says. */
export async function runToEnd(
  events: AsyncIterable<TaskEvent>,
  onState: (state: TaskState) => void,
): Promise<GenerationResult> {
  let state = idle
  const apply = (event: TaskEvent): void => {
    const next = advance(state, event)
    if (next === state) return
    state = next
    onState(state)
  }
  try {
    for await (const event of events) apply(event)
    if (state.phase === 'succeeded') {
      const { phase: _, ...result } = state
      return result
    }
    throw state.phase === 'failed' ? state.error : new Error('the watch ended before the task did')
  } catch (thrown) {
    const error = toSdkError(thrown, state)
    apply(error.code === 'aborted' ? { type: 'aborted', error } : { type: 'failed', error })
    throw error
  }
}

// Our own defects settle the state too, or a spinner would turn for ever.
function toSdkError(cause: unknown, state: TaskState): AnyNanoBananaError {
  if (isNanoBananaError(cause)) return cause
  return state.phase === 'waiting'
    ? new InternalError({ phase: 'watch', outcome: 'accepted', taskId: state.taskId, cause })
    : new InternalError({ phase: 'submit', outcome: 'unknown', cause })
}
