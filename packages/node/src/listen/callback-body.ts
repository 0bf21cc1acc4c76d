import type { TaskSnapshot } from '@nano-banana/core'

/** A task that has ended in the wire's words again, as HiAPI puts it into a callback. @see contract: Callbacks */
export function callbackBody({ createdAtMs, completedAtMs = 0, outputs, failure, ...task }: TaskSnapshot): string {
  return JSON.stringify({
    taskId: task.taskId,
    model: task.model,
    status: task.status,
    created: createdAtMs / 1000,
    completed: completedAtMs / 1000,
    ...(task.status === 'success' && {
      output: outputs.map(({ url, type, expiresAtMs = 0 }) => ({ url, type, expireAt: expiresAtMs / 1000 })),
    }),
    error: failure,
    route: task.route,
  })
}
