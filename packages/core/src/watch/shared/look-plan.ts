import type { OpenTask } from './open-task.ts'
import { type PageQuery, pageFrom } from './page-from.ts'

/** One request that would tell of these tasks. */
export interface PlannedLook {
  /** A page of the list; nothing to read the one task itself. */
  readonly query: PageQuery | undefined
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
 * Looks where the lag expected from what is open has grown to the price of a look. Tasks that one page shows share a look;
 * a task that would have a page of its own is read by itself. Pure.
 */
export function planLooks(tasks: Iterable<OpenTask>, tools: LookPlanTools): LookPlan {
  const { nowMs } = tools
  const due: { readonly look: PlannedLook; readonly lag: number }[] = []
  let nextMs = Number.POSITIVE_INFINITY
  for (const look of looksAt(tasks, tools)) {
    const restedMs = look.tasks.reduce((latest, { restsUntilMs }) => Math.max(latest, restsUntilMs), nowMs)
    if (restedMs <= nowMs && isDue(look, nowMs, tools)) due.push({ look, lag: lagOfAll(look, nowMs, tools) })
    else nextMs = Math.min(nextMs, dueBefore(nextMs, { look, restedMs }, tools))
  }
  due.sort((a, b) => b.lag - a.lag)
  return { due: due.map(({ look }) => look), nextMs }
}

// Whoever rests for long, rests alone; all others stand in the list where they are thought to stand.
function looksAt(tasks: Iterable<OpenTask>, { nowMs, rankOf }: LookPlanTools): readonly PlannedLook[] {
  const looks: PlannedLook[] = []
  const listed: OpenTask[] = []
  for (const task of tasks) {
    if (task.look) continue
    if (task.isAlone || task.restsUntilMs > nowMs + leastPauseMs) looks.push({ query: undefined, tasks: [task] })
    else listed.push(task)
  }
  // From the newest on, each page begins with the first task that no page shows yet, and shows as many as it can.
  listed.sort((one, other) => placeOf(other) - placeOf(one))
  for (let shown = 0; shown < listed.length; ) {
    const query = pageFrom(rankAt(shown))
    const from = shown
    while (shown < listed.length && rankAt(shown) < query.page * query.size) shown += 1
    looks.push({ query: shown - from > 1 ? query : undefined, tasks: listed.slice(from, shown) })
  }
  return looks

  function rankAt(index: number): number {
    const task = listed[index]
    return task === undefined ? 0 : Math.floor(rankOf(placeOf(task)))
  }
}

// Whoever was made earlier was probably made of late.
const placeOf = ({ place }: OpenTask): number => place ?? Number.MAX_SAFE_INTEGER

/** What any look is worth, in seconds of lag. */
const priceOfOne = 0.177
/** A hundred tasks are worth that at any moment. So on a page the lag of the first while is not counted, */
const uncountedMs = 1_200
/** and the rest must come to so many seconds for each task; of one that will be told of, to more. */
const priceOfEach = ({ hasCallback }: OpenTask): number => (hasCallback ? 0.09 : 0.015)

function isDue(look: PlannedLook, atMs: number, tools: LookPlanTools): boolean {
  if (lagOfAll(look, atMs, tools) < priceOfOne) return false
  if (look.query === undefined) return true
  const price = look.tasks.reduce((sum, task) => sum + priceOfEach(task), 0)
  return lagOfAll(look, atMs - uncountedMs, tools) >= price
}

function lagOfAll({ tasks }: PlannedLook, atMs: number, { lagOf }: LookPlanTools): number {
  let lag = 0
  for (const task of tasks) lag += lagOf(task, atMs)
  return lag
}

// When a look is due; of one that is not due before another, nobody needs to know.
function dueBefore(
  beforeMs: number,
  { look, restedMs }: { readonly look: PlannedLook; readonly restedMs: number },
  tools: LookPlanTools,
): number {
  const latestMs = Math.min(beforeMs, tools.nowMs + longestPauseMs)
  const isDueAt = (atMs: number): boolean => isDue(look, atMs, tools)
  if (restedMs >= latestMs || !isDueAt(latestMs)) return latestMs
  if (isDueAt(restedMs)) return restedMs
  let [earlyMs, lateMs] = [restedMs, restedMs]
  for (let stepMs = 250; lateMs < latestMs && !isDueAt(lateMs); stepMs *= 1.5) {
    earlyMs = lateMs
    lateMs += stepMs
  }
  while (lateMs - earlyMs > precisionMs) {
    const middleMs = (earlyMs + lateMs) / 2
    if (isDueAt(middleMs)) lateMs = middleMs
    else earlyMs = middleMs
  }
  return Math.min(lateMs, latestMs)
}
