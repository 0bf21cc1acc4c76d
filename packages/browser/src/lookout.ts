import { type Clock, isTerminal, type TaskSnapshot, type WatchedTask, type WatchTools } from '@nano-banana/core'
import type { TaskNews } from './task-news.ts'

/** The usual pause between two looks, in milliseconds. */
export const beatMs = 3_000
// While news come, a look now and then is enough: it finds what was swallowed on the way. The leader's comes first.
const leaderMs = 15_000
const followerMs = 30_000
// How long the page that leads has to answer one that comes to it, before that one looks for itself.
const answerMs = 500

/** How a poll reads a task and rests in between. */
export interface Lookout {
  /** What was heard, or else what a look finds. */
  readonly read: WatchTools['readTask']
  /** Ends when there is something to read. */
  readonly rest: Clock['sleep']
  readonly close: () => void
}

/** Decides for one task when to take what was heard, and when to look. */
export function createLookout(
  { taskId, mustAsk }: Pick<WatchedTask, 'taskId'> & { readonly mustAsk: boolean },
  news: TaskNews,
  { clock, readTask }: Pick<WatchTools, 'clock' | 'readTask'>,
): Lookout {
  let heard: TaskSnapshot | undefined
  let known: string | undefined
  // Whether news of this task have come by the way they come now, and nothing was found that they did not tell.
  let isToldOf = false
  let isAsking = mustAsk
  // Whether another page says that the task has ended, and nobody has looked since.
  let isHinted = false
  let lookedAtMs = Number.NEGATIVE_INFINITY
  let dueAtMs = 0
  let earliestMs = 0
  let wake = (): void => undefined

  function hurry(atMs: number): void {
    dueAtMs = Math.min(dueAtMs, Math.max(atMs, earliestMs))
    wake()
  }

  const close = news.open(taskId, {
    onTask(task, isHearsay) {
      isToldOf = true
      // An end is believed from the relay alone. Whoever cries it again and again makes this page look at its usual beat.
      if (isHearsay && isTerminal(task.status)) {
        isHinted = true
        hurry(lookedAtMs + beatMs)
        return
      }
      heard = task
      wake()
    },
    onLead() {
      isToldOf = false
      hurry(clock.monotonic())
    },
  })

  async function untilDue(signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted()
      const leftMs = dueAtMs - clock.monotonic()
      if (heard || leftMs <= 0) return
      await new Promise<void>((resolve) => {
        const timer = new AbortController()
        wake = () => {
          timer.abort('woken')
          resolve()
        }
        clock.sleep(leftMs, timer.signal).then(resolve, () => undefined)
      })
    }
  }

  async function look(...asked: Parameters<WatchTools['readTask']>): Promise<TaskSnapshot> {
    lookedAtMs = clock.monotonic()
    isHinted = false
    const task = await readTask(...asked)
    news.tell(task)
    if (known !== undefined && known !== task.status && heard === undefined) isToldOf = false
    return task
  }

  return {
    async read(task, wanted) {
      if (isAsking && !news.isLeading()) {
        earliestMs = 0
        dueAtMs = clock.monotonic() + answerMs
        await untilDue(wanted.signal)
      }
      isAsking = false
      const told = heard
      heard = undefined
      const snapshot = told ?? (await look(task, wanted))
      known = snapshot.status
      return snapshot
    },
    async rest(ms, signal) {
      if (isAsking) return
      const nowMs = clock.monotonic()
      const quietMs = news.isLeading() ? leaderMs : followerMs
      dueAtMs = nowMs + (isToldOf && news.isListening() ? Math.max(ms, quietMs) : ms)
      // Of a new task there is nothing to see yet, and a longer pause was asked for by the server: only news end it sooner.
      earliestMs = known === undefined || ms > beatMs ? dueAtMs : 0
      if (isHinted) hurry(lookedAtMs + beatMs)
      await untilDue(signal)
    },
    close() {
      close()
      wake()
    },
  }
}
