import type { Client, TaskSnapshot } from '@nano-banana/core'
import type { TaskFeed } from './task-feed.ts'

/** Reads a task, unless the feed has it in sight: then all who ask share what the watch has seen. */
export async function readTask(
  taskId: string,
  signal: AbortSignal,
  { client, feed }: { readonly client: Client; readonly feed: TaskFeed },
): Promise<TaskSnapshot> {
  return feed.latest(taskId) ?? client.tasks.get(taskId, { signal })
}

/** Those of many reads that have come to something: one that cannot be read must not hide the others. */
export async function readable(reads: readonly Promise<TaskSnapshot>[]): Promise<readonly TaskSnapshot[]> {
  const looks = await Promise.allSettled(reads)
  return looks.flatMap((look) => (look.status === 'fulfilled' ? look.value : []))
}
