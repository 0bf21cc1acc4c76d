import { isNanoBananaError } from '@nano-banana/core'
import { hasEnded, type OpenOperation, tell } from './look.ts'
import type { ServiceTools } from './service-tools.ts'

/** Follows open tasks by the client's watch, each once. */
export interface Follower {
  readonly follow: (operation: OpenOperation) => void
  /** Resolves when nothing is followed any more and all effects that it has begun are over. */
  readonly idle: () => Promise<unknown>
}

const longestMs = 7 * 24 * 3_600_000

/** Follows nothing yet. It stops when the service is closed. */
export function createFollower<Tx>(tools: ServiceTools<Tx>): Follower {
  const { client, clock, closed, reportError } = tools
  const followed = new Map<string, Promise<void>>()

  async function watch(operation: OpenOperation, taskId: string): Promise<void> {
    try {
      for await (const task of client.watch(taskId, { signal: closed, deadlineMs: longestMs }))
        if (hasEnded(task, clock.now())) await tell(operation, task, tools)
    } catch (error) {
      // The sweep asks again, and knows what to make of an answer that is final.
      if (!isNanoBananaError(error) || error.phase === 'journal') reportError(error)
    }
  }

  return {
    follow(operation) {
      const { taskId } = operation
      if (taskId === undefined || followed.has(taskId) || closed.aborted) return
      followed.set(
        taskId,
        watch(operation, taskId).finally(() => followed.delete(taskId)),
      )
    },
    idle: () => Promise.allSettled(followed.values()),
  }
}
