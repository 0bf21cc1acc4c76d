import { asSdkError } from './errors/family.ts'
import type { ErrorFacts } from './errors/nano-banana-error.ts'
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
    const error = asSdkError(thrown, factsOf(state))
    apply(error.code === 'aborted' ? { type: 'aborted', error } : { type: 'failed', error })
    throw error
  }
}

// Our own defects settle the state too, or a spinner would turn for ever.
const factsOf = (state: TaskState): ErrorFacts =>
  state.phase === 'waiting'
    ? { phase: 'watch', outcome: 'accepted', taskId: state.taskId }
    : { phase: 'submit', outcome: 'unknown' }
