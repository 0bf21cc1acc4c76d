import { type Client, isTerminal, type TaskSnapshot } from '@nano-banana/core'
import type { Listener } from '../relay-tasks.ts'

/** Brings each user's tasks to whoever listens: each open task is followed once, however many listen. */
export interface TaskFeed {
  /** Returns how to stop listening. What nobody listens for is not followed. */
  readonly listen: (userId: string, listener: Listener) => () => void
  /** The users for whom somebody listens. */
  readonly users: () => readonly string[]
  readonly isHeard: (userId: string) => boolean
  /** Follows a task for its owner, as long as somebody listens. */
  readonly follow: (userId: string, taskId: string) => void
  /** Tells what was learned elsewhere. */
  readonly tell: (userId: string, task: TaskSnapshot) => void
  /** What was told of a task last, while it is followed or since it has ended. */
  readonly latest: (taskId: string) => TaskSnapshot | undefined
}

interface Room {
  readonly listeners: Set<Listener>
  readonly followed: Map<string, AbortController>
}

/** What is over says nothing new: to look again would cost the account's quota at every reload. */
const mostRemembered = 1_000

/** Nobody listens yet. */
export function createTaskFeed(client: Pick<Client, 'watch'>): TaskFeed {
  const rooms = new Map<string, Room>()
  const latest = new Map<string, TaskSnapshot>()
  const ended = new Set<string>()

  function remember(task: TaskSnapshot): void {
    latest.set(task.taskId, task)
    if (!isTerminal(task.status)) return
    ended.add(task.taskId)
    const [oldest] = ended
    if (ended.size <= mostRemembered || oldest === undefined) return
    ended.delete(oldest)
    latest.delete(oldest)
  }

  function tell(userId: string, task: TaskSnapshot): void {
    // An answer that was under way when the task ended.
    if (ended.has(task.taskId) && !isTerminal(task.status)) return
    remember(task)
    const room = rooms.get(userId)
    if (isTerminal(task.status)) room?.followed.get(task.taskId)?.abort('ended')
    for (const listener of room?.listeners ?? []) listener(task)
  }

  async function watch(userId: string, taskId: string, { signal }: AbortController): Promise<void> {
    try {
      for await (const task of client.watch(taskId, { signal })) tell(userId, task)
    } catch {
      // The listener still has its own way to look: an event is a courtesy.
    } finally {
      if (!ended.has(taskId)) latest.delete(taskId)
    }
  }

  return {
    listen(userId, listener) {
      const room = rooms.get(userId) ?? { listeners: new Set(), followed: new Map() }
      rooms.set(userId, room)
      room.listeners.add(listener)
      return () => {
        room.listeners.delete(listener)
        if (room.listeners.size > 0 || rooms.get(userId) !== room) return
        rooms.delete(userId)
        for (const controller of room.followed.values()) controller.abort('nobody listens')
      }
    },
    users: () => [...rooms.keys()],
    isHeard: (userId) => rooms.has(userId),
    follow(userId, taskId) {
      const room = rooms.get(userId)
      if (room === undefined || room.followed.has(taskId) || ended.has(taskId)) return
      const controller = new AbortController()
      room.followed.set(taskId, controller)
      void watch(userId, taskId, controller).finally(() => {
        if (room.followed.get(taskId) === controller) room.followed.delete(taskId)
      })
    },
    tell,
    latest: (taskId) => latest.get(taskId),
  }
}
