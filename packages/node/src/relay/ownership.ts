/** Whose task is whose. */
export interface Ownership {
  readonly claim: (taskId: string, userId: string) => void | Promise<void>
  readonly isOwner: (taskId: string, userId: string) => boolean | Promise<boolean>
  /** A user's tasks, newest first. */
  readonly tasksOf: (userId: string) => readonly string[] | Promise<readonly string[]>
}

/** Ownership that ends with the process. */
export function memoryOwnership(): Ownership {
  const owners = new Map<string, string>()
  return {
    claim: (taskId, userId) => void owners.set(taskId, owners.get(taskId) ?? userId),
    isOwner: (taskId, userId) => owners.has(taskId) && owners.get(taskId) === userId,
    tasksOf: (userId) => [...owners].flatMap(([taskId, owner]) => (owner === userId ? taskId : [])).reverse(),
  }
}
