import { type Client, isTerminal, type TaskSnapshot } from '@nano-banana/core'

/** Hears every snapshot of one user's tasks. */
export type Listener = (task: TaskSnapshot) => void

/** Brings each user's tasks to whoever listens: each open task is followed once, however many listen. */
export interface UserEvents {
  /** Returns how to stop listening. */
  readonly listen: (userId: string, listener: Listener) => () => void
  /** Follows a task for its owner, as long as somebody listens. */
  readonly follow: (userId: string, taskId: string) => void
}

interface Room {
  readonly listeners: Set<Listener>
  readonly followed: Map<string, AbortController>
}

/** No listeners yet. */
export function createUserEvents(client: Client): UserEvents {
  const rooms = new Map<string, Room>()
  // What is over says nothing new: to look again would cost the account's quota at every reload.
  const finished = new Set<string>()

  async function tell(room: Room, taskId: string, signal: AbortSignal): Promise<void> {
    try {
      for await (const task of client.watch(taskId, { signal })) {
        if (isTerminal(task.status)) finished.add(taskId)
        for (const listener of room.listeners) listener(task)
      }
    } catch {
      // The listener still has its own way to look: an event is a courtesy.
    } finally {
      room.followed.delete(taskId)
    }
  }

  return {
    listen(userId, listener) {
      const room = rooms.get(userId) ?? { listeners: new Set(), followed: new Map() }
      rooms.set(userId, room)
      room.listeners.add(listener)
      return () => {
        room.listeners.delete(listener)
        if (room.listeners.size > 0) return
        for (const controller of room.followed.values()) controller.abort()
        rooms.delete(userId)
      }
    },
    follow(userId, taskId) {
      const room = rooms.get(userId)
      if (room === undefined || room.followed.has(taskId) || finished.has(taskId)) return
      const controller = new AbortController()
      room.followed.set(taskId, controller)
      void tell(room, taskId, controller.signal)
    },
  }
}
