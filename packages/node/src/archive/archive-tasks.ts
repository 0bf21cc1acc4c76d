import type { TaskSnapshot } from '@nano-banana/core'
import { type ArchiveOptions, archiveTask } from './archive-task.ts'

/** What came of one task. */
export interface ArchivedTask {
  readonly task: TaskSnapshot
  /** Why it is not kept. */
  readonly error: unknown
}

/** How many tasks are kept. */
export interface ArchiveManyOptions extends ArchiveOptions {
  /** Tasks at once. @default 4 */
  readonly concurrency?: number
}

/** Keeps the outputs of many tasks, those first that expire first; tells of each as it ends. One that fails stops no other. */
export async function* archiveTasks(
  tasks: Iterable<TaskSnapshot>,
  { concurrency = 4, ...options }: ArchiveManyOptions,
): AsyncGenerator<ArchivedTask, void> {
  const waiting = byTimeLeft(tasks)
  const underWay = new Map<TaskSnapshot, Promise<ArchivedTask>>()
  const begin = (): void => {
    const task = options.signal?.aborted ? undefined : waiting.shift()
    if (task === undefined) return
    const archived = archiveTask(task, options).then(
      () => ({ task, error: undefined }),
      (error: unknown) => ({ task, error }),
    )
    underWay.set(task, archived)
  }
  for (let nth = 0; nth < concurrency; nth += 1) begin()
  while (underWay.size > 0) {
    const archived = await Promise.race(underWay.values())
    underWay.delete(archived.task)
    yield archived
    begin()
  }
}

/** Tasks in the order in which their first output expires; what tells no time comes last. */
export const byTimeLeft = (tasks: Iterable<TaskSnapshot>): TaskSnapshot[] =>
  [...tasks].sort((a, b) => firstExpiry(a) - firstExpiry(b) || 0)

const firstExpiry = ({ outputs }: TaskSnapshot): number =>
  outputs.reduce((first, { expiresAtMs = Number.MAX_VALUE }) => Math.min(first, expiresAtMs), Number.MAX_VALUE)
