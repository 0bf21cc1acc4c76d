import { isNanoBananaError, type Operation } from '@nano-banana/core'
import { hasEnded, look, tell } from '../../service/look.ts'
import type { BatchTools } from './batch-tools.ts'

const longestMs = 7 * 24 * 3_600_000
/** Between two looks at a task that cannot be followed. */
const restMs = 5_000

/** Follows a task to its end, and sees to its pictures; or until nothing new begins. What came of it is in the journal. */
export async function followTask(operation: Operation, { service, stopping }: BatchTools): Promise<void> {
  const { client, clock } = service
  const { taskId } = operation
  if (taskId === undefined) return
  try {
    for await (const task of client.watch(taskId, { signal: stopping, deadlineMs: longestMs }))
      if (hasEnded(task, clock.now())) return await tell(operation, task, service)
  } catch (error) {
    if (!isNanoBananaError(error) || error.phase === 'journal') throw error
  }
  if (stopping.aborted) return
  // The answer that ended the watch may be final: that is for a look to decide.
  const before = await service.journal.get(operation.operationId)
  if (before?.state === 'accepted') await look(before, stopping, service).catch(unlessStopped(stopping))
  const after = await service.journal.get(operation.operationId)
  if (after?.state === 'accepted') await clock.sleep(restMs, stopping).catch(() => undefined)
}

const unlessStopped =
  (stopping: AbortSignal) =>
  (error: unknown): void => {
    if (!stopping.aborted) throw error
  }
