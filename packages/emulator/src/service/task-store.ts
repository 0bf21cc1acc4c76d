import type { TaskRecord } from './task-record.ts'

/** Every task of the service. */
export interface TaskStore {
  readonly count: () => number
  readonly find: (taskId: string) => TaskRecord | undefined
  /** An account's tasks, oldest first. */
  readonly of: (account: string) => readonly TaskRecord[]
  /** Adds a task, or puts it in the place of the one with its id. */
  readonly put: (task: TaskRecord) => void
}

/** No task yet. */
export function createTaskStore(): TaskStore {
  const byId = new Map<string, TaskRecord>()
  const byAccount = new Map<string, TaskRecord[]>()
  return {
    count: () => byId.size,
    find: (taskId) => byId.get(taskId),
    of: (account) => byAccount.get(account) ?? [],
    put(task) {
      const known = byId.get(task.taskId)
      const tasks = byAccount.get(task.account) ?? []
      if (known) tasks[tasks.indexOf(known)] = task
      else tasks.push(task)
      byId.set(task.taskId, task)
      byAccount.set(task.account, tasks)
    },
  }
}
