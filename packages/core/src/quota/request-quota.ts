import { onAbort } from '../abort-signal.ts'
import type { Appointment } from '../agenda.ts'
import { InvalidInputError } from '../errors/family.ts'
import { retryAfterMs } from '../retry/retry-after.ts'
import type { CreateQuota, Leave, Priority, Quota, QuotaTools } from './quota.ts'
import { createRateWindow, windowMs } from './rate-window.ts'
import { createThrottle } from './throttle.ts'
import { createWaitingLines } from './waiting-lines.ts'

/** How many requests may go. */
export interface RequestQuotaOptions {
  /** Requests under way at once. @default 10, which the service documents */
  readonly concurrency?: number
}

/** As many go at once before the first answer has told of the limits. */
const unknownWidth = 4

/**
 * Keeps a client within what the service allows, by the `X-RateLimit` headers of its answers. What may go, goes at once,
 * but for a reserve that keeps open tasks in sight; a 429 slows the whole client down.
 * Throws `InvalidInputError` when the concurrency makes no sense.
 * @see docs/decisions/0018-request-quota.md
 */
export function requestQuota({ concurrency = 10 }: RequestQuotaOptions = {}): CreateQuota {
  if (!Number.isInteger(concurrency) || concurrency < 1)
    throw new InvalidInputError([{ field: 'concurrency', message: 'must be a whole number of at least 1' }])
  return (tools) => governBy(tools, concurrency)
}

function governBy({ clock, agenda }: QuotaTools, concurrency: number): Quota {
  const rate = createRateWindow(clock)
  const throttle = createThrottle(clock, concurrency)
  const lines = createWaitingLines()
  let hasAnswer = false
  let isAdmissionDue = false
  let underWay = 0
  let share = 0
  // Reads of the watch in the window that is the nth.
  let watched = { nth: 0, count: 0 }
  let alarm: Appointment | undefined

  // The part of the reserve that the rest of the window is still good for.
  function reserved(): number {
    const limit = rate.limit()
    if (limit === undefined) return 0
    const reserve = Math.ceil(limit * share)
    const taken = watched.nth === rate.nth() ? watched.count : 0
    return Math.max(0, Math.min(reserve - taken, Math.ceil((reserve * rate.remainingMs()) / windowMs)))
  }

  // The reserve shrinks in even steps, at moments that count back from the end of the window.
  function givenBackInMs(): number {
    const reserve = Math.ceil((rate.limit() ?? 0) * share)
    return reserve > 0 ? rate.remainingMs() % (windowMs / reserve) : rate.remainingMs()
  }

  const mayGo = (priority: Priority): boolean => rate.left() > (priority === 'watch' ? 0 : reserved())
  const isOpen = (): boolean =>
    throttle.restMs() <= 0 && underWay < Math.min(throttle.width(), hasAnswer ? concurrency : unknownWidth)

  function go(priority: Priority, signal: AbortSignal): Leave {
    const leftAtMs = clock.monotonic()
    const counted = rate.count()
    underWay += 1
    if (priority === 'watch')
      watched = { nth: counted.nth, count: (watched.nth === counted.nth ? watched.count : 0) + 1 }
    let isOver = false
    const leave: Leave = (end) => {
      if (isOver) return
      isOver = true
      forget()
      underWay -= 1
      rate.learn(counted, end)
      if (typeof end === 'object') {
        hasAnswer = true
        if (end.status === 429) throttle.refuse(leftAtMs, retryAfterMs(end.headers, clock.now()))
      }
      admitSoon()
    }
    let forget = (): void => undefined
    forget = onAbort(signal, () => leave())
    return leave
  }

  // Calls that end together end one by one: none of them goes in the place of another.
  function admitSoon(): void {
    if (isAdmissionDue) return
    isAdmissionDue = true
    queueMicrotask(() => {
      isAdmissionDue = false
      admit()
    })
  }

  function admit(): void {
    while (isOpen() && lines.letGo(mayGo, go));
    if (alarm) agenda.remove(alarm)
    alarm = undefined
    const waitMs = lines.isEmpty() ? Number.POSITIVE_INFINITY : changesInMs()
    if (waitMs < Number.POSITIVE_INFINITY) alarm = agenda.add(clock.monotonic() + waitMs, admit)
  }

  // Whatever ends calls again; only time has to be waited for.
  function changesInMs(): number {
    if (throttle.restMs() > 0) return throttle.restMs()
    return Math.min(givenBackInMs(), rate.remainingMs(), throttle.widensInMs())
  }

  return {
    enter(priority, signal) {
      if (signal.aborted) return Promise.reject(signal.reason)
      if (lines.isEmpty() && isOpen() && mayGo(priority)) return Promise.resolve(go(priority, signal))
      const turn = lines.wait(priority, signal)
      turn.catch(admitSoon)
      admit()
      return turn
    },
    reserve(part) {
      share = part
    },
    watchPauseMs() {
      if (rate.limit() === undefined) return 0
      // While nobody else waits, all that is left is the watch's.
      const readsLeft = lines.isEmpty() ? rate.left() : reserved()
      return rate.remainingMs() / Math.max(1, readsLeft)
    },
  }
}
