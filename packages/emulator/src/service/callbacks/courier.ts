import { createSwappingTimetable } from '../../time/swapping-timetable.ts'
import { createTimetable } from '../../time/timetable.ts'
import { terminalAtMs } from '../lifecycle.ts'
import type { ResolvedServiceOptions } from '../service-options.ts'
import { type TaskRecord, wireTaskAt } from '../task-record.ts'
import { type Delivery, type DeliveryRecord, type Receipt, recordOf } from './delivery.ts'
import { signCallback } from './sign-callback.ts'

/** Says when which callback is due. It sends nothing: whoever carries a delivery reports what became of it. */
export interface Courier {
  /** Hands out what is due by now, each delivery once. */
  readonly due: (nowMs: number) => readonly Delivery[]
  /** Takes the outcome of a delivery; one that was not acknowledged is due again later, four times in all. */
  readonly settle: (delivery: Delivery, receipt: Receipt, nowMs: number) => void
  /** When something is due next, in Unix milliseconds; `Infinity` when nothing is. */
  readonly nextDueMs: () => number
  /** Every delivery that was settled or dropped, in that order. */
  readonly log: () => readonly DeliveryRecord[]
}

/** The courier as the service uses it. */
export interface WritableCourier extends Courier {
  /** Makes a delivery due at the end of a task that asks for one. */
  readonly expect: (task: TaskRecord) => void
}

interface Job {
  readonly task: TaskRecord
  readonly url: string
  readonly attempt: number
  /** When the first attempt is due. */
  readonly firstMs: number
}

// After the first attempt. @see contract: Callbacks
const offsetsMs = [60_000, 5 * 60_000, 20 * 60_000]
// For the next callback, where they are reordered.
const longestWaitMs = 1_000

/** A courier to whom nothing is due. */
export function createCourier({
  callbacks,
  webhookSecret,
  speed,
}: Pick<ResolvedServiceOptions, 'callbacks' | 'webhookSecret' | 'speed'>): WritableCourier {
  const timetable = callbacks.reorder ? createSwappingTimetable<Job>(longestWaitMs) : createTimetable<Job>()
  const underWay = new WeakMap<Delivery, Job>()
  const log: DeliveryRecord[] = []

  function prepare({ task, url, attempt, firstMs }: Job, atMs: number): Delivery {
    const body = JSON.stringify({ ...wireTaskAt(task, terminalAtMs(task)), storage: undefined })
    const signature = signCallback(body, {
      secret: webhookSecret,
      atMs: callbacks.redelivery === 'resigned' ? atMs : firstMs,
    })
    const headers = { 'content-type': 'application/json', ...signature }
    return { taskId: task.taskId, url, attempt, isCopy: false, atMs, headers, body, timeoutMs: callbacks.timeoutMs }
  }

  function tryLater(job: Job, nowMs: number): void {
    const offsetMs = offsetsMs[job.attempt - 1]
    if (offsetMs === undefined) return
    timetable.add({ ...job, attempt: job.attempt + 1 }, Math.max(nowMs, job.firstMs + offsetMs / speed))
  }

  function handOut(job: Job, nowMs: number): readonly Delivery[] {
    const delivery = prepare(job, nowMs)
    if (job.attempt <= callbacks.drop) {
      log.push(recordOf(delivery, { kind: 'dropped' }))
      tryLater(job, nowMs)
      return []
    }
    underWay.set(delivery, job)
    return [delivery, ...Array.from({ length: callbacks.duplicates }, () => ({ ...delivery, isCopy: true }))]
  }

  return {
    expect(task) {
      const url = task.request.callback?.url
      const firstMs = terminalAtMs(task) + callbacks.delayMs
      if (url !== undefined) timetable.add({ task, url, attempt: 1, firstMs }, firstMs)
    },
    due: (nowMs) => timetable.take(nowMs).flatMap((job) => handOut(job, nowMs)),
    settle(delivery, receipt, nowMs) {
      const record = recordOf(delivery, receipt)
      log.push(record)
      const job = underWay.get(delivery)
      underWay.delete(delivery)
      if (job && (record.outcome === 'refused' || record.outcome === 'unanswered')) tryLater(job, nowMs)
    },
    nextDueMs: timetable.nextMs,
    log: () => [...log],
  }
}
