import { type Clock, isNanoBananaError, isTerminal, type Operation, type TaskSnapshot } from '@nano-banana/core'
import type { GenerationService } from '../../service/create-generation-service.ts'
import { journalAllowances } from '../limits/journal-allowances.ts'
import type { Following, Listener, RelayTasks, Standing, Wish } from '../relay-tasks.ts'
import { sha256 } from '../sha-256.ts'
import { createJournalNews } from './journal-news.ts'
import { onlyNamed } from './only-named.ts'
import { readable, readTask } from './read-task.ts'
import { isNews } from './resume.ts'
import { createTaskFeed } from './task-feed.ts'

/** What a relay asks of a generation service. */
export type RelayService = Pick<GenerationService, 'submit' | 'client' | 'journal'>

/** What tasks over a service are made of. */
export interface ServiceTasksTools {
  readonly service: RelayService
  readonly clock: Clock
  readonly reportError: (error: unknown) => void
}

/** How far back a listener is told of what has ended meanwhile, and how many operations are looked through for it. */
const longestLifeMs = 24 * 3_600_000
const mostLookedThrough = 500
const pageLength = 100

/** Tasks over a generation service: its journal knows whose they are, also after a restart and in other processes. */
export function serviceTasks({ service, clock, reportError }: ServiceTasksTools): RelayTasks {
  const { client, journal } = service
  const feed = createTaskFeed(client)
  const news = createJournalNews({ journal, feed, clock, reportError })
  const allowances = journalAllowances(journal, clock)

  async function ownOperation(userId: string, operationId: string): Promise<Operation | undefined> {
    const operation = await journal.get(operationId)
    return operation?.owner === userId ? operation : undefined
  }

  async function ownTask(userId: string, taskId: string): Promise<Operation | undefined> {
    const operation = await journal.getByTask(taskId)
    return operation?.owner === userId ? operation : undefined
  }

  async function standing(operation: Operation): Promise<Standing> {
    const { taskId, state, parked, dueAtMs, operationId, owner = '' } = operation
    if (taskId !== undefined) return { state: 'made', taskId, isReplay: true }
    if (state === 'settled') return { state: 'refused', status: undefined }
    if (parked?.reason === 'refused') {
      await allowances.giveBack(owner, operationId)
      return { state: 'refused', status: parked.status }
    }
    if (parked?.reason === 'key_conflict') return { state: 'differs' }
    if (state === 'parked') return { state: 'in_doubt' }
    return { state: 'pending', retryAfterMs: Math.min(30_000, Math.max(1_000, (dueAtMs ?? 0) - clock.now())) }
  }

  async function submit({ userId, request }: Wish, operationId: string): Promise<Standing> {
    const { isNew, differs, taskId } = await service.submit(request.input, { operationId, owner: userId })
    if (differs) return { state: 'differs' }
    if (taskId !== undefined) {
      feed.follow(userId, taskId)
      return { state: 'made', taskId, isReplay: !isNew }
    }
    const operation = await journal.get(operationId)
    return operation ? standing(operation) : { state: 'refused', status: undefined }
  }

  // Whatever may have been written down or sent stays counted.
  async function giveBackIfNeverMade({ userId }: Wish, operationId: string, error: unknown): Promise<void> {
    const operation = await journal.get(operationId)
    const isUnwritten = operation === undefined && isNanoBananaError(error) && error.phase === 'input'
    if (isUnwritten || operation?.parked?.reason === 'refused') await allowances.giveBack(userId, operationId)
  }

  async function tellNamed({ userId, taskIds }: Following, listener: Listener): Promise<void> {
    const own = await Promise.all(taskIds.map((taskId) => ownTask(userId, taskId)))
    for (const operation of own) show(operation, listener)
  }

  function show(operation: Operation | undefined, listener: Listener): void {
    const { owner = '', taskId, task } = operation ?? {}
    if (task) listener(task)
    if (task || taskId === undefined) return
    const latest = feed.latest(taskId)
    if (latest) listener(latest)
    if (!latest || !isTerminal(latest.status)) feed.follow(owner, taskId)
  }

  async function tellMissed({ userId, sinceMs }: Following, listener: Listener): Promise<void> {
    const nowMs = clock.now()
    const oldestMs = Math.min(sinceMs ?? nowMs, nowMs) - longestLifeMs
    let after: Operation | undefined
    for (let nth = 0; nth < mostLookedThrough; ) {
      const page = await journal.list({
        ...{ owner: userId, first: 'newest', limit: pageLength },
        ...(after && { after }),
      })
      for (const operation of page) {
        const { task } = operation
        if (!task || isNews(task, { sinceMs, nth, nowMs })) show(operation, listener)
        nth += 1
      }
      after = page.at(-1)
      if (after === undefined || page.length < pageLength || after.createdAtMs < oldestMs) return
    }
  }

  return {
    async create(wish) {
      const { userId, limits, price } = wish
      const operationId = await operationIdOf(wish.userId, wish.operationId)
      const known = await ownOperation(userId, operationId)
      // Only what is new is counted; whether a known one is the same wish, the service tells.
      const excess = known ? undefined : await allowances.take(userId, { id: operationId, price }, limits)
      if (excess) return { state: 'over_limit', excess }
      try {
        return await submit(wish, operationId)
      } catch (error) {
        await giveBackIfNeverMade(wish, operationId, error)
        throw error
      }
    },
    async standingOf(userId, name) {
      // One that the app's own server has submitted for this user goes by its own name.
      const operation =
        (await ownOperation(userId, await operationIdOf(userId, name))) ?? (await ownOperation(userId, name))
      return operation && standing(operation)
    },
    async find(userId, taskId, signal) {
      const operation = await ownTask(userId, taskId)
      return operation && (operation.task ?? readTask(taskId, signal, { client, feed }))
    },
    async newest(userId, most, signal) {
      const operations = await journal.list({ owner: userId, first: 'newest', limit: most })
      return readable(operations.flatMap((operation) => snapshotOf(operation, signal)))
    },
    async follow(following, listener) {
      const { userId, onlyThese } = following
      const heard = onlyNamed(following, listener)
      const stop = feed.listen(userId, heard)
      const leave = news.listen()
      const end = (): void => {
        stop()
        leave()
      }
      try {
        if (!onlyThese) await tellMissed(following, heard)
        await tellNamed(following, heard)
        return end
      } catch (error) {
        end()
        throw error
      }
    },
  }

  function snapshotOf({ taskId, task }: Operation, signal: AbortSignal): readonly Promise<TaskSnapshot>[] {
    if (task) return [Promise.resolve(task)]
    return taskId === undefined ? [] : [readTask(taskId, signal, { client, feed })]
  }
}

// The secret comes in with the key, which the service derives from this. Without it here, a new secret makes no second
// operation of the same wish.
const operationIdOf = async (userId: string, name: string): Promise<string> =>
  `relay-${await sha256(JSON.stringify([userId, name]))}`
