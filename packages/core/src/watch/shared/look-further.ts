import type { OpenTask } from './open-task.ts'

/** What a page has shown. */
export interface ShownPage {
  /** Our tasks on it, newest first. */
  readonly found: readonly OpenTask[]
  /** The place of the first row of the next page; nothing when this was the last one. */
  readonly nextPlace: number | undefined
}

/**
 * Where to look for tasks that a page did not show although they were expected there. Returns those for which it is known:
 * always further back, so that nobody looks for ever.
 */
export function lookFurther(missed: readonly OpenTask[], page: ShownPage): ReadonlySet<OpenTask> {
  const moved = new Set<OpenTask>()
  for (const task of missed) {
    const place = placeBeyond(task, page)
    if (place !== undefined) {
      task.place = place
      moved.add(task)
    } else {
      task.misses += 1
      task.isAlone = true
    }
  }
  return moved
}

// Tasks of others stand between ours: what is older than all that was found stands further back, as far as ours lie apart here.
function placeBeyond({ order, seenMs }: OpenTask, { found, nextPlace }: ShownPage): number | undefined {
  // A page that shows one or none of ours is not worth turning.
  if (nextPlace === undefined || found.length < 2) return undefined
  const own = found.filter((task) => task.order !== undefined)
  const [newest, oldest] = [own[0], own.at(-1)]
  if (order === undefined) return seenMs === undefined ? nextPlace : undefined
  if (newest?.place === undefined || oldest?.place === undefined || oldest.order === undefined) return undefined
  if (order > oldest.order || newest === oldest) return undefined
  const rowsApart = (newest.place - oldest.place) / (own.length - 1)
  return Math.min(nextPlace, oldest.place - rowsApart * (oldest.order - order))
}
