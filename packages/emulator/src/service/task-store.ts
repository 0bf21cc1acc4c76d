import type { TaskRecord } from './task-record.ts'

/** Every task of the service. */
export interface TaskStore {
  readonly count: () => number
  readonly find: (taskId: string) => TaskRecord | undefined
  /** An account's tasks, oldest first. */
  readonly of: (account: string) => readonly TaskRecord[]
  readonly add: (task: TaskRecord) => void
}

/** No task yet. */
export function createTaskStore(): TaskStore {
  const byId = new Map<string, TaskRecord>()
  const byAccount = new Map<string, TaskRecord[]>()
  return {
    count: () => byId.size,
    find: (taskId) => byId.get(taskId),
    of: (account) => byAccount.get(account) ?? [],
    add(task) {
      byId.set(task.taskId, task)
      const tasks = byAccount.get(task.account)
      if (tasks) tasks.push(task)
      else byAccount.set(task.account, [task])
    },
  }
}
