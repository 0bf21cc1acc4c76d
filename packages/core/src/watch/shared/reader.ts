import { patienceMs } from '../patience.ts'
import type { WantedFor, WatchTools } from '../watch.ts'
import { lookFurther } from './look-further.ts'
import { type PlannedLook, pageSize } from './look-plan.ts'
import type { OpenTask } from './open-task.ts'
import type { OpenTasks } from './open-tasks.ts'
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
  }

  async function readShared(page: number, expected: readonly OpenTask[], wanted: WantedFor): Promise<void> {
    const askedMs = clock.monotonic()
    const placeOf = places.expect()
    try {
      const shown = await readPage({ page, size: pageSize }, wanted)
      const firstPlace = placeOf(shown, tasks.all())
      const found = new Set<OpenTask>()
      for (const [index, snapshot] of shown.tasks.entries()) {
        const task = tasks.get(snapshot.taskId)
        if (task === undefined) continue
        found.add(task)
        Object.assign(task, { place: firstPlace - index, misses: 0, isAlone: false })
        tasks.see(task, snapshot, askedMs)
      }
      const missed = expected.filter((task) => !found.has(task))
      const hasMore = shown.tasks.length >= pageSize
      lookFurther(missed, { found: [...found], nextPlace: hasMore ? firstPlace - pageSize : undefined })
    } catch (error) {
      // Whatever ails the list need not ail the task.
      for (const task of expected) rest(task, error, () => standAlone(task))
    }
  }

  function rest(task: OpenTask, error: unknown, giveUp: () => void): void {
    const nowMs = clock.monotonic()
    const pauseMs = patienceMs(error, { isNew: task.isNew, ageMs: nowMs - task.sinceMs }, restMs)
    if (pauseMs === undefined) giveUp()
    else task.restsUntilMs = nowMs + pauseMs
  }

  return ({ page, tasks: [first, ...others] }, signal) => {
    if (first === undefined) return Promise.resolve()
    if (page === undefined) return readAlone(first, { signal, endsAtMs: latestEndOf([first]) })
    const expected = [first, ...others]
    return readShared(page, expected, { signal, endsAtMs: latestEndOf(expected) })
  }
}

const latestEndOf = (tasks: readonly OpenTask[]): number =>
  tasks.reduce((latest, { waits }) => waits.reduce((end, { endsAtMs }) => Math.max(end, endsAtMs), latest), 0)

function standAlone(task: OpenTask): void {
  task.misses = mostMisses
  task.isAlone = true
}
