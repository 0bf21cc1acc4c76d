import type { TaskSnapshot } from '@nano-banana/core'
import { hasEnded } from '../service/look.ts'

/** Knows which ends have been told, and how far back the next look has to go. */
export interface News {
  /** Older tasks need not be looked for, in Unix milliseconds. */
  readonly oldestMs: () => number
  /** Takes what a look has found; gives the ends that are news, in their order. */
  readonly in: (tasks: Iterable<TaskSnapshot>, nowMs: number) => readonly TaskSnapshot[]
}

/** Nobody looks for a task that is still open so long after it was made. */
const longestTaskMs = 3_600_000
/** Our own clock and the service's may differ by so much. */
const skewMs = 600_000
/** A new task may not be in the list at once. */
const visibilityLagMs = 60_000

/** Nothing is known yet. Ends since `sinceMs` are news; without it, those that come after the first look. */
export function createNews(sinceMs: number | undefined, nowMs: number): News {
  const firstMs = Math.min(sinceMs ?? nowMs, nowMs) - longestTaskMs - skewMs
  const known = new Set<string>()
  const open = new Map<string, TaskSnapshot>()
  let newestMs: number | undefined
  let isFirst = true

  function isNews(task: TaskSnapshot): boolean {
    const { taskId, createdAtMs, completedAtMs = createdAtMs } = task
    open.delete(taskId)
    if (known.has(taskId)) return false
    known.add(taskId)
    return !isFirst || (sinceMs !== undefined && completedAtMs >= sinceMs)
  }

  return {
    oldestMs() {
      if (newestMs === undefined) return firstMs
      return Math.min(newestMs - visibilityLagMs, ...Array.from(open.values(), ({ createdAtMs }) => createdAtMs))
    },
    in(tasks, nowMs) {
      // A page may hold more than was asked for.
      const young = [...tasks].filter(({ createdAtMs }) => createdAtMs >= firstMs)
      for (const task of young) {
        newestMs = Math.max(newestMs ?? 0, task.createdAtMs)
        if (!known.has(task.taskId)) open.set(task.taskId, task)
      }
      const news = young.filter((task) => hasEnded(task, nowMs) && isNews(task)).sort(byEnd)
      // One that was lost must not keep every look going back to it.
      for (const { taskId, createdAtMs } of open.values())
        if (createdAtMs < nowMs - longestTaskMs - skewMs) open.delete(taskId)
      isFirst = false
      return news
    },
  }
}

const byEnd = (a: TaskSnapshot, b: TaskSnapshot): number => (a.completedAtMs ?? 0) - (b.completedAtMs ?? 0)
