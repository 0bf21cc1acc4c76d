import type { OpenTask } from './open-task.ts'

/** Rows of the longest page that the service gives. */
export const pageSize = 100

/** One request that would tell of these tasks. */
export interface PlannedLook {
  /** A page of the list, counted from 1; nothing to read the one task itself. */
  readonly page: number | undefined
  readonly tasks: readonly OpenTask[]
}

/** What to ask for now, the most urgent first, and when to think again. */
export interface LookPlan {
  readonly due: readonly PlannedLook[]
  readonly nextMs: number
}

/** What a plan is made with. */
export interface LookPlanTools {
  readonly nowMs: number
  /** How many tasks of the account are younger, as far as is known. */
  readonly rankOf: (place: number) => number
  /** The seconds that a task is expected to have been finished, unseen, by a time. */
  readonly lagOf: (task: OpenTask, atMs: number) => number
}

/** Nobody looks for the same task more often. */
export const leastPauseMs = 1_000
/** And nobody thinks longer than this without looking whether he is still right. */
const longestPauseMs = 30_000
const precisionMs = 25

/**
 * Looks where the lag expected from what is open has grown to the price of a look. Tasks that one page shows share its
 * price; a task that would have a page of its own is read by itself. Pure.
 */
export function planLooks(tasks: Iterable<OpenTask>, tools: LookPlanTools): LookPlan {
  const { nowMs } = tools
  const due: PlannedLook[] = []
  let nextMs = Number.POSITIVE_INFINITY
  for (const look of looksAt(tasks, tools)) {
    const dueMs = dueAt(look, tools)
    if (dueMs <= nowMs) due.push(look)
    else nextMs = Math.min(nextMs, dueMs)
  }
  const lag = new Map(due.map((look) => [look, lagOfAll(look, nowMs, tools)]))
  due.sort((a, b) => (lag.get(b) ?? 0) - (lag.get(a) ?? 0))
  return { due, nextMs }
}

// Whoever rests for long, rests alone; all others stand in the list where they are thought to stand.
function looksAt(tasks: Iterable<OpenTask>, { nowMs, rankOf }: LookPlanTools): readonly PlannedLook[] {
  const pages = new Map<number, OpenTask[]>()
  const alone: PlannedLook[] = []
  for (const task of tasks) {
    if (task.look) continue
    if (task.isAlone || task.restsUntilMs > nowMs + leastPauseMs) {
      alone.push({ page: undefined, tasks: [task] })
      continue
    }
    // Whoever was made earlier was probably made of late.
    const page = task.place === undefined ? 1 : 1 + Math.floor(rankOf(task.place) / pageSize)
    const shown = pages.get(page)
    if (shown) shown.push(task)
    else pages.set(page, [task])
  }
  const shared = [...pages].map(([page, shown]) => ({ page: shown.length > 1 ? page : undefined, tasks: shown }))
  return [...alone, ...shared]
}

/** What a look is worth, in seconds of lag: a little for itself, and a little for each task that it shows. */
const priceOf = ({ tasks }: PlannedLook): number => 0.085 + 0.092 * tasks.length

function lagOfAll({ tasks }: PlannedLook, atMs: number, { lagOf }: LookPlanTools): number {
  let lag = 0
  for (const task of tasks) lag += lagOf(task, atMs)
  return lag
}

function dueAt(look: PlannedLook, tools: LookPlanTools): number {
  const { nowMs } = tools
  const price = priceOf(look)
  // Of many tasks, the first few often say it all.
  const isDue = (atMs: number): boolean => {
    let lag = 0
    return look.tasks.some((task) => {
      lag += tools.lagOf(task, atMs)
      return lag >= price
    })
  }
  const soonestMs = look.tasks.reduce((latest, { restsUntilMs }) => Math.max(latest, restsUntilMs), nowMs)
  if (isDue(soonestMs)) return soonestMs
  let [earlyMs, lateMs] = [soonestMs, soonestMs]
  for (let stepMs = 250; lateMs < nowMs + longestPauseMs && !isDue(lateMs); stepMs *= 1.5) {
    earlyMs = lateMs
    lateMs += stepMs
  }
  while (lateMs - earlyMs > precisionMs) {
    const middleMs = (earlyMs + lateMs) / 2
    if (isDue(middleMs)) lateMs = middleMs
    else earlyMs = middleMs
  }
  return Math.min(lateMs, nowMs + longestPauseMs)
}
