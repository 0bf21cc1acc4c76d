import {
  type AnyNanoBananaError,
  type Client,
  type Clock,
  isNanoBananaError,
  isTerminal,
  type TaskSnapshot,
} from '@nano-banana/core'
import { createDeriveKey } from '../derive-key.ts'
import { memoryAllowances } from '../limits/memory-allowances.ts'
import type { Ownership } from '../ownership.ts'
import type { Following, RelayTasks, Standing, Wish } from '../relay-tasks.ts'
import { onlyNamed } from './only-named.ts'
import { readable, readTask } from './read-task.ts'
import { isNews, mostResumed } from './resume.ts'
import { createTaskFeed } from './task-feed.ts'

/** What tasks over a client alone are made of. */
export interface ClientTasksTools {
  readonly client: Client
  readonly secret: string
  readonly ownership: Ownership
  readonly clock: Clock
}

interface KnownOperation {
  readonly wish: string
  readonly taskId: string | undefined
}

/** The operations whose end is remembered; of others the service knows by their key. */
const mostOperations = 10_000

/** Tasks over a client. What was asked for, and what it may cost, is known to this process alone. */
export function clientTasks({ client, secret, ownership, clock }: ClientTasksTools): RelayTasks {
  const deriveKey = createDeriveKey(secret)
  const feed = createTaskFeed(client)
  const allowances = memoryAllowances(clock)
  const operations = new Map<string, KnownOperation>()
  const underWay = new Map<string, number>()

  function remember(key: string, operation: KnownOperation): void {
    operations.set(key, operation)
    const [oldest] = operations.keys()
    if (operations.size > mostOperations && oldest !== undefined) operations.delete(oldest)
  }

  // Whoever asks for the same beside this call may still get a task.
  const isAlone = (key: string): boolean => underWay.get(key) === 1 && operations.get(key)?.taskId === undefined

  function enter(key: string): () => void {
    underWay.set(key, (underWay.get(key) ?? 0) + 1)
    return () => {
      const left = (underWay.get(key) ?? 1) - 1
      if (left > 0) underWay.set(key, left)
      else underWay.delete(key)
    }
  }

  async function forget(userId: string, key: string): Promise<void> {
    operations.delete(key)
    await allowances.giveBack(userId, key)
  }

  async function make(key: string, { userId, request }: Wish): Promise<Standing> {
    const { taskId, replayed } = await client.tasks.create(request, { idempotencyKey: key })
    await ownership.claim(taskId, userId)
    remember(key, { wish: JSON.stringify(request), taskId })
    feed.follow(userId, taskId)
    return { state: 'made', taskId, isReplay: replayed }
  }

  async function ownTask(userId: string, taskId: string, signal: AbortSignal): Promise<TaskSnapshot | undefined> {
    if (!(await ownership.isOwner(taskId, userId))) return undefined
    return readTask(taskId, signal, { client, feed })
  }

  async function followedBy({ userId, taskIds, onlyThese }: Following): Promise<readonly string[]> {
    const own = await Promise.all(taskIds.map((taskId) => ownership.isOwner(taskId, userId)))
    const named = taskIds.filter((_, nth) => own[nth])
    if (onlyThese) return named
    return [...new Set([...named, ...(await ownership.tasksOf(userId)).slice(0, mostResumed)])]
  }

  return {
    async create(wish) {
      const { userId, operationId, request, limits, price } = wish
      const key = await deriveKey(userId, operationId)
      const known = operations.get(key)
      if (known && known.wish !== JSON.stringify(request)) return { state: 'differs' }
      if (known?.taskId !== undefined) return { state: 'made', taskId: known.taskId, isReplay: true }
      const excess = await allowances.take(userId, { id: key, price }, limits)
      if (excess) return { state: 'over_limit', excess }
      if (!known) remember(key, { wish: JSON.stringify(request), taskId: undefined })
      const leave = enter(key)
      try {
        return await make(key, wish)
      } catch (error) {
        if (!isNanoBananaError(error)) throw error
        if (isOtherWish(error)) return { state: 'differs' }
        if (isCertain(error) && isAlone(key)) await forget(userId, key)
        throw error
      } finally {
        leave()
      }
    },
    async standingOf(userId, operationId) {
      const known = operations.get(await deriveKey(userId, operationId))
      if (known === undefined) return undefined
      const { taskId } = known
      return taskId === undefined
        ? { state: 'pending', retryAfterMs: 2_000 }
        : { state: 'made', taskId, isReplay: true }
    },
    find: ownTask,
    async newest(userId, most, signal) {
      const taskIds = (await ownership.tasksOf(userId)).slice(0, most)
      return readable(taskIds.map((taskId) => readTask(taskId, signal, { client, feed })))
    },
    async follow(following, listener) {
      const { userId, sinceMs } = following
      const stop = feed.listen(userId, onlyNamed(following, listener))
      try {
        for (const [nth, taskId] of (await followedBy(following)).entries()) {
          const latest = feed.latest(taskId)
          const isNamed = following.taskIds.includes(taskId)
          if (latest && (isNamed || isNews(latest, { sinceMs, nth, nowMs: clock.now() }))) listener(latest)
          if (!latest || !isTerminal(latest.status)) feed.follow(userId, taskId)
        }
        return stop
      } catch (error) {
        stop()
        throw error
      }
    },
  }
}

// What certainly was not made is not spent.
const isCertain = ({ outcome }: AnyNanoBananaError): boolean => outcome === 'rejected' || outcome === 'not_sent'

const isOtherWish = (error: AnyNanoBananaError): boolean => error.code === 'api' && error.status === 422
