import { patienceMs } from '../patience.ts'
import type { WantedFor, WatchTools } from '../watch.ts'
import { lookFurther } from './look-further.ts'
import { leastPauseMs, type PlannedLook } from './look-plan.ts'
import type { OpenTask } from './open-task.ts'
import type { OpenTasks } from './open-tasks.ts'
import type { PageQuery } from './page-from.ts'
import type { Places } from './places.ts'

/** What reading needs. */
export interface ReaderTools extends WatchTools {
  readonly tasks: OpenTasks
  readonly places: Places
}

/** Does what was planned and tells all that it shows. Never rejects. */
export type Reader = (look: PlannedLook, signal: AbortSignal) => Promise<void>

/** After a read that failed for the moment. */
const restMs = 3_000
/** A task that the list has failed to show so often is looked for there no more. */
const mostMisses = 2

/** Reads single tasks and pages of the list. */
export function createReader({ clock, readTask, readPage, tasks, places }: ReaderTools): Reader {
  async function readAlone(task: OpenTask, wanted: WantedFor): Promise<void> {
    const askedMs = clock.monotonic()
    try {
      tasks.see(task, await readTask(task, wanted), askedMs)
      task.isAlone = task.misses >= mostMisses
    } catch (error) {
      rest(task, error, () => tasks.fail(task, error))
    }
    pause([task])
  }

  async function readShared(query: PageQuery, expected: readonly OpenTask[], wanted: WantedFor): Promise<void> {
    const askedMs = clock.monotonic()
    const placeOf = places.expect()
    try {
      const shown = await readPage(query, wanted)
      const firstPlace = placeOf(shown, tasks.all())
      const found = new Set<OpenTask>()
      for (const [index, snapshot] of shown.tasks.entries()) {
        const task = tasks.get(snapshot.taskId)
        if (task === undefined) continue
        found.add(task)
        Object.assign(task, { place: firstPlace - index, misses: 0, isAlone: false })
        tasks.see(task, snapshot, askedMs)
      }
      // Another page, read meanwhile, may have shown it.
      const missed = expected.filter((task) => !found.has(task) && !isSeenSince(task, askedMs))
      const hasMore = shown.tasks.length >= query.size
      const moved = lookFurther(missed, { found: [...found], nextPlace: hasMore ? firstPlace - query.size : undefined })
      // Nobody has seen those that stand further back: they are looked for there at once.
      pause(expected.filter((task) => !moved.has(task)))
    } catch (error) {
      // Whatever ails the list need not ail the task.
      for (const task of expected) rest(task, error, () => standAlone(task))
      pause(expected)
    }
  }

  function pause(asked: readonly OpenTask[]): void {
    const untilMs = clock.monotonic() + leastPauseMs
    for (const task of asked) task.restsUntilMs = Math.max(task.restsUntilMs, untilMs)
  }

  function rest(task: OpenTask, error: unknown, giveUp: () => void): void {
    const nowMs = clock.monotonic()
    const pauseMs = patienceMs(error, { isNew: task.isNew, ageMs: nowMs - task.sinceMs }, restMs)
    if (pauseMs === undefined) giveUp()
    else task.restsUntilMs = nowMs + pauseMs
  }

  return async ({ query, tasks: expected }, signal) => {
    const wanted = { signal, endsAtMs: latestEndOf(expected) }
    // No copy: there may be a hundred thousand.
    if (query) await readShared(query, expected, wanted)
    else for (const task of expected) await readAlone(task, wanted)
  }
}

const latestEndOf = (tasks: readonly OpenTask[]): number =>
  tasks.reduce((latest, { waits }) => waits.reduce((end, { endsAtMs }) => Math.max(end, endsAtMs), latest), 0)

const isSeenSince = ({ seenMs }: OpenTask, atMs: number): boolean => seenMs !== undefined && seenMs > atMs

function standAlone(task: OpenTask): void {
  task.misses = mostMisses
  task.isAlone = true
}
