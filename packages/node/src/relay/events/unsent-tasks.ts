import { isTerminal, type TaskSnapshot } from '@nano-banana/core'

/** What a stream has still to say: of each task the latest, so that a slow reader costs no more than its tasks. */
export interface UnsentTasks {
  /** Whether that is news. */
  readonly put: (task: TaskSnapshot) => boolean
  readonly take: () => TaskSnapshot | undefined
}

/** Nothing was said yet. */
export function createUnsentTasks(): UnsentTasks {
  const known = new Map<string, string>()
  const unsent = new Map<string, TaskSnapshot>()
  return {
    put(task) {
      const { taskId, status } = task
      const before = known.get(taskId)
      // The journal and the watch tell the same, and an answer may be older than what came by another way.
      if (before === status || (before !== undefined && isTerminal(before))) return false
      known.set(taskId, status)
      unsent.set(taskId, task)
      return true
    },
    take() {
      const [task] = unsent.values()
      if (task) unsent.delete(task.taskId)
      return task
    },
  }
}
