import { type Client, type Clock, isNanoBananaError, type TaskSnapshot } from '@nano-banana/core'
import { createNews } from './news.ts'

/** What following an account takes. */
export interface EndedTasksTools {
  readonly client: Pick<Client, 'tasks'>
  /** Tasks that ended since then, in Unix milliseconds; without it, those that end after the first look. */
  readonly sinceMs: number | undefined
  readonly intervalMs: number
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Hears that the first look has been made. */
  readonly onReady: () => void
  /** Hears of a look that failed; the next one is made all the same. */
  readonly onTrouble: (error: Error) => void
}

const pageSize = 100

/**
 * Tells each task of the account once as it ends, whoever made it: by one page of the list in each look, and further ones
 * only as far back as a task is open. Rejects when the signal aborts, and when the service refuses for good.
 */
export async function* endedTasks(tools: EndedTasksTools): AsyncGenerator<TaskSnapshot, never> {
  const { sinceMs, clock, signal, intervalMs, onReady, onTrouble } = tools
  const news = createNews(sinceMs, clock.now())
  for (let isReady = false; ; ) {
    const tasks = await look(news.oldestMs(), tools).catch((error: unknown) => {
      if (signal.aborted || !isNanoBananaError(error) || !error.retryable) throw error
      onTrouble(error)
    })
    if (tasks) {
      if (!isReady) onReady()
      isReady = true
      yield* news.in(tasks, clock.now())
    }
    await clock.sleep(intervalMs, signal)
  }
}

async function look(
  oldestMs: number,
  { client, signal }: Pick<EndedTasksTools, 'client' | 'signal'>,
): Promise<Iterable<TaskSnapshot>> {
  const seen = new Map<string, TaskSnapshot>()
  for (let page = 1; ; page += 1) {
    const { tasks } = await client.tasks.list({ page, size: pageSize }, { signal, priority: 'background' })
    // New tasks move the others on: what was on one page may be on the next one, too.
    for (const task of tasks) seen.set(task.taskId, task)
    const last = tasks.at(-1)
    if (last === undefined || tasks.length < pageSize || last.createdAtMs < oldestMs) return seen.values()
  }
}
