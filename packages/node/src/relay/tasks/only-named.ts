import type { Following, Listener } from '../relay-tasks.ts'

/** A listener of its own that hears no more than was asked for. */
export function onlyNamed({ taskIds, onlyThese }: Following, listener: Listener): Listener {
  const named = new Set(taskIds)
  return (task) => {
    if (!onlyThese || named.has(task.taskId)) listener(task)
  }
}
