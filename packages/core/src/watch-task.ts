import type { TaskSnapshot } from './schema/task.ts'
import { advance } from './task-state/advance.ts'
import { idle, type TaskEvent } from './task-state/state.ts'

/** The snapshots that tell something new: the first, and each that moves the task on. Old answers are left out. */
export async function* newsOf(events: AsyncIterable<TaskEvent>): AsyncGenerator<TaskSnapshot, void> {
  let state = idle
  let isFirst = true
  for await (const event of events) {
    const next = advance(state, event)
    if (event.type === 'observed' && (isFirst || next !== state)) {
      isFirst = false
      yield event.task
    }
    state = next
  }
}
