import type { Clock, Journal, Operation } from '@nano-banana/core'
import { isAllowance } from '../limits/journal-allowances.ts'
import { isRecent } from './resume.ts'
import type { TaskFeed } from './task-feed.ts'

/** What it takes to hear of what is written. */
export interface JournalNewsTools {
  readonly journal: Pick<Journal, 'get' | 'list' | 'subscribe'>
  readonly feed: TaskFeed
  readonly clock: Clock
  readonly reportError: (error: unknown) => void
}

/** Brings what any process writes into a journal to a feed. */
export interface JournalNews {
  /** Listens until the returned function is called; any number of times at once. */
  readonly listen: () => () => void
}

/** What the journal's own news have missed, because their line was broken or not yet there, is found so much later. */
const lookAgainMs = 15_000
const newest = 20

/** Nobody listens yet. Whatever fails is reported, and made up for by the next look. */
export function createJournalNews({ journal, feed, clock, reportError }: JournalNewsTools): JournalNews {
  const unread = new Set<string>()
  let isReading = false
  let listening = 0
  let end = (): void => undefined

  function hear(operationId: string): void {
    if (isAllowance(operationId)) return
    unread.add(operationId)
    if (isReading) return
    isReading = true
    void readAll()
  }

  // One after the other, and each once, however often it was written meanwhile.
  async function readAll(): Promise<void> {
    for (const operationId of unread) {
      unread.delete(operationId)
      const operation = await journal.get(operationId).catch(reportError)
      if (operation) tell(operation)
    }
    isReading = false
  }

  function tell({ owner, taskId, task }: Operation): void {
    if (owner === undefined || !feed.isHeard(owner)) return
    if (task) feed.tell(owner, task)
    else if (taskId !== undefined) feed.follow(owner, taskId)
  }

  async function lookAgain(signal: AbortSignal): Promise<void> {
    for (;;) {
      await clock.sleep(lookAgainMs, signal)
      for (const owner of feed.users()) {
        const operations = await journal.list({ owner, first: 'newest', limit: newest }).catch(reportError)
        for (const operation of operations ?? [])
          if (!operation.task || isRecent(operation.task, clock.now())) tell(operation)
      }
    }
  }

  function begin(): () => void {
    const controller = new AbortController()
    const forget = journal.subscribe(hear)
    lookAgain(controller.signal).catch(() => undefined)
    return () => {
      forget()
      controller.abort('nobody listens')
    }
  }

  return {
    listen() {
      if (listening === 0) end = begin()
      listening += 1
      return () => {
        listening -= 1
        if (listening === 0) end()
      }
    },
  }
}
