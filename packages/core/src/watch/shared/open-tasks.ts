import type { Clock } from '../../clock.ts'
import { UnexpectedResponseError } from '../../errors/family.ts'
import type { TaskSnapshot } from '../../schema/task.ts'
import { isTerminal } from '../../task-state/status.ts'
import type { EstimatedTask, Follower, TaskEstimate, WatchedTask } from '../watch.ts'
import { createDurations, type Durations } from './durations.ts'
import { estimate } from './estimate.ts'
import { expectedLag } from './expected-lag.ts'
import type { OpenTask, Wait } from './open-task.ts'
import type { Places } from './places.ts'
import { createSurprise } from './surprise.ts'

/** All tasks that somebody waits for, and what their lives have taught. */
export interface OpenTasks {
  readonly all: () => Iterable<OpenTask>
  readonly isEmpty: () => boolean
  readonly get: (taskId: string) => OpenTask | undefined
  /** Lets one more wait hear of a task; returns how to leave. */
  readonly follow: (watched: WatchedTask, follower: Follower) => () => void
  /** Tells those who wait what a task was at a time, or later. */
  readonly see: (task: OpenTask, snapshot: TaskSnapshot, atMs: number) => void
  readonly fail: (task: OpenTask, error: unknown) => void
  readonly estimate: (task: EstimatedTask) => TaskEstimate
  /** The share of all requests that it takes to keep them in sight; none before the first. */
  readonly shareOfReads: () => number
  /** What is expected just now: the seconds that a task has been finished, unseen, by a time. */
  readonly lagOf: () => (task: OpenTask, atMs: number) => number
}

/** So long may the outputs lag behind the status. */
const emptyRestMs = 3_000

// Ten reads a minute of sixty keep a hundred tasks in sight; callbacks leave little to look for.
const shareWithout = 1 / 6
const shareWithCallbacks = 1 / 20

/** What they need. */
export interface OpenTasksTools {
  readonly clock: Clock
  readonly places: Places
  /** Told when nobody waits for a task any more. */
  readonly onLeave: (task: OpenTask) => void
}

const nowhere = { order: undefined, place: undefined }

/** Nobody waits yet. */
export function createOpenTasks({ clock, places, onLeave }: OpenTasksTools): OpenTasks {
  const { now, monotonic } = clock
  const open = new Map<string, OpenTask>()
  const durations = new Map<string | undefined, Durations>()
  const surprise = createSurprise()
  let waitingForCallbacks = 0
  let share = 0

  function durationsOf(resolution: string | undefined): Durations {
    const known = durations.get(resolution) ?? createDurations()
    durations.set(resolution, known)
    return known
  }

  function admit(
    { taskId, isNew, isReplayed = false, hasCallback = false, resolution }: WatchedTask,
    wait: Wait,
  ): OpenTask {
    const atMs = monotonic()
    const isFresh = isNew && !isReplayed
    const { place, order } = isFresh ? places.next() : nowhere
    // One literal: an object that is spread together takes half as much again, and there may be a hundred thousand.
    const task: OpenTask = {
      taskId,
      isNew,
      hasCallback,
      durations: durationsOf(resolution),
      waits: [wait],
      sinceMs: atMs,
      bornMs: atMs,
      seenMs: isFresh ? atMs : undefined,
      order,
      place,
      misses: 0,
      isAlone: false,
      restsUntilMs: 0,
      latest: undefined,
      emptyMs: undefined,
      look: undefined,
    }
    open.set(taskId, task)
    if (hasCallback) waitingForCallbacks += 1
    return task
  }

  function close(task: OpenTask): void {
    if (open.get(task.taskId) !== task) return
    open.delete(task.taskId)
    if (task.hasCallback) waitingForCallbacks -= 1
  }

  function learn(task: OpenTask, snapshot: TaskSnapshot, atMs: number): void {
    const { durations, seenMs } = task
    // How long a task has lived that was made elsewhere, the service knows.
    if (seenMs === undefined && snapshot.createdAtMs > 0) task.bornMs = atMs - Math.max(0, now() - snapshot.createdAtMs)
    task.seenMs = Math.max(atMs, seenMs ?? 0)
    // Whose beginning nobody has seen is no sample of anything.
    if (seenMs === undefined) return
    const fromMs = seenMs - task.bornMs
    const toMs = Math.max(fromMs, atMs - task.bornMs)
    const hasEnded = isTerminal(snapshot.status)
    const [earliestMs, latestMs] = hasEnded ? endOf(snapshot, fromMs, toMs) : [toMs, toMs]
    const lastMs = (earliestMs + latestMs) / 2
    surprise.add(durations.hazardTo(lastMs) - durations.hazardTo(fromMs), hasEnded ? 1 : 0)
    durations.live(fromMs, lastMs)
    if (hasEnded) durations.end(earliestMs, latestMs)
  }

  function see(task: OpenTask, snapshot: TaskSnapshot, atMs: number): void {
    if (snapshot.status === 'success' && snapshot.outputs.length === 0) {
      seeEmpty(task)
      return
    }
    learn(task, snapshot, atMs)
    if (snapshot.status === task.latest?.status) return
    task.latest = snapshot
    // Whoever hears of the end leaves.
    for (const { follower } of [...task.waits]) follower.see(snapshot)
    if (isTerminal(snapshot.status)) close(task)
  }

  // The outputs of a success may lag behind its status: it is looked at once more, after a while, before it is given up.
  function seeEmpty(task: OpenTask): void {
    const nowMs = monotonic()
    if (task.emptyMs === undefined) {
      task.emptyMs = nowMs
      task.seenMs = undefined
      task.restsUntilMs = Math.max(task.restsUntilMs, nowMs + emptyRestMs)
    } else if (nowMs >= task.emptyMs + emptyRestMs) fail(task, noOutputs(task.taskId))
  }

  function fail(task: OpenTask, error: unknown): void {
    close(task)
    for (const { follower } of [...task.waits]) follower.fail(error)
  }

  function leave(task: OpenTask, wait: Wait): void {
    const index = task.waits.indexOf(wait)
    if (index === -1) return
    task.waits.splice(index, 1)
    if (task.waits.length > 0) return
    close(task)
    onLeave(task)
  }

  return {
    all: () => open.values(),
    isEmpty: () => open.size === 0,
    get: (taskId) => open.get(taskId),
    follow(watched, follower) {
      const wait = { follower, endsAtMs: watched.endsAtMs }
      const known = open.get(watched.taskId)
      const task = known ?? admit(watched, wait)
      known?.waits.push(wait)
      // Somebody else may have waited for it before.
      if (task.latest) follower.see(task.latest)
      return () => leave(task, wait)
    },
    see,
    fail,
    estimate: ({ resolution, ageMs = 0 }) => estimate(durationsOf(resolution), ageMs),
    shareOfReads() {
      // Also when all has ended: what is made next has to be followed, too.
      if (open.size > 0) share = waitingForCallbacks === open.size ? shareWithCallbacks : shareWithout
      return share
    },
    lagOf() {
      const pace = surprise.factor()
      return (task, atMs) => expectedLag(task, atMs, pace)
    },
  }
}

const noOutputs = (taskId: string): UnexpectedResponseError =>
  new UnexpectedResponseError('no_outputs', { phase: 'watch', outcome: 'accepted', taskId })

// Between which ages it ended: after it was last seen open, and as the service's own times say, which are whole seconds.
function endOf({ createdAtMs, completedAtMs }: TaskSnapshot, fromMs: number, toMs: number): readonly [number, number] {
  if (!completedAtMs || !createdAtMs) return [fromMs, toMs]
  const lifeMs = completedAtMs - createdAtMs
  const earliestMs = Math.min(Math.max(fromMs, lifeMs - 1_000), toMs)
  return [earliestMs, Math.max(earliestMs, Math.min(toMs, lifeMs + 1_000))]
}
