import type { Appointment } from '../../agenda.ts'
import type { CreateWatch } from '../watch.ts'
import { leastPauseMs, type PlannedLook, planLooks } from './look-plan.ts'
import type { OpenTask } from './open-task.ts'
import { createOpenTasks } from './open-tasks.ts'
import { createPlaces } from './places.ts'
import { createReader } from './reader.ts'

/** Waits that begin together are looked after together. */
const gatherMs = 10

// A read may come so much sooner than an even beat would have it: when more is expected, the rest of the minute pays.
const haste = 0.7

/**
 * Follows all tasks of a client together: one page of the account's list tells of a hundred. It looks when the lag
 * expected from what is open is worth a request, by durations that it learns, and takes what comes from elsewhere.
 * @see docs/decisions/0017-shared-watch.md
 */
export const sharedWatch = (): CreateWatch => (tools) => {
  const { clock, agenda, quota, random } = tools
  const places = createPlaces()
  const tasks = createOpenTasks({ clock, places, onLeave })
  const read = createReader({ ...tools, tasks, places })
  let next: Appointment | undefined
  let lastLookMs = Number.NEGATIVE_INFINITY

  function onLeave({ look }: OpenTask): void {
    if (look) {
      look.waiting -= 1
      if (look.waiting === 0) look.controller.abort('nobody waits')
    }
    quota.reserve(tasks.shareOfReads())
    if (tasks.isEmpty() && next) agenda.remove(next)
    if (tasks.isEmpty()) next = undefined
  }

  function thinkBy(atMs: number): void {
    if (tasks.isEmpty() || atMs === Number.POSITIVE_INFINITY || (next && next.atMs <= atMs)) return
    if (next) agenda.remove(next)
    next = agenda.add(atMs, think)
  }

  function think(): void {
    next = undefined
    const nowMs = clock.monotonic()
    const { due, nextMs } = planLooks(tasks.all(), { nowMs, rankOf: places.rankOf, lagOf: tasks.lagOf() })
    const paidUntilMs = lastLookMs + quota.watchPauseMs() * haste
    const affordable = nowMs >= paidUntilMs ? due.slice(0, quota.watchPauseMs() > 0 ? 1 : due.length) : []
    for (const look of affordable) void take(look)
    // A little jitter, so that many clients do not look in step.
    thinkBy(nowMs + (nextMs - nowMs) * (0.95 + 0.1 * random()))
    if (affordable.length < due.length) thinkBy(Math.max(paidUntilMs, nowMs + leastPauseMs / 10))
  }

  async function take(planned: PlannedLook): Promise<void> {
    const look = { controller: new AbortController(), waiting: planned.tasks.length }
    for (const task of planned.tasks) task.look = look
    lastLookMs = clock.monotonic()
    await read(planned, look.controller.signal)
    for (const task of planned.tasks) task.look = undefined
    thinkBy(clock.monotonic())
  }

  return {
    follow(watched, follower) {
      const leave = tasks.follow(watched, follower)
      quota.reserve(tasks.shareOfReads())
      thinkBy(clock.monotonic() + (watched.isNew && !watched.isReplayed ? leastPauseMs : gatherMs))
      return leave
    },
    estimate: tasks.estimate,
    observe(snapshot) {
      const task = tasks.get(snapshot.taskId)
      if (task === undefined) return
      tasks.see(task, snapshot, clock.monotonic())
      // It may be worth a look of its own.
      if (task.seenMs === undefined) thinkBy(task.restsUntilMs)
    },
  }
}
