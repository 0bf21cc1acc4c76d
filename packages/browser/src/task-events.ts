import { readTask, type TaskSnapshot } from '@nano-banana/core'

/** The events of one task, as they come in. */
export interface TaskInbox {
  /** The latest snapshot that was not taken yet. */
  readonly take: () => TaskSnapshot | undefined
  /** Resolves when a snapshot comes in, at once if one is waiting. */
  readonly arrival: () => Promise<void>
  readonly close: () => void
}

/** One event stream for all tasks of this page: browsers allow only a handful of connections to a host. */
export interface TaskEvents {
  readonly open: (taskId: string) => TaskInbox
  /** Whether events can be relied on just now. */
  readonly isLive: () => boolean
}

const open = 1
const closed = 2

/** Events from the relay's stream, which is open only while somebody waits. */
export function createTaskEvents(url: string): TaskEvents {
  const listeners = new Map<string, Set<(task: TaskSnapshot) => void>>()
  let source: EventSource | undefined

  function listen(taskId: string, listener: (task: TaskSnapshot) => void): () => void {
    const known = listeners.get(taskId) ?? new Set()
    listeners.set(taskId, known.add(listener))
    // A stream that was refused stays closed; another wait may try again.
    if (source?.readyState === closed) source = undefined
    source ??= connect()
    return () => {
      known.delete(listener)
      if (known.size === 0) listeners.delete(taskId)
      if (listeners.size > 0) return
      source?.close()
      source = undefined
    }
  }

  function connect(): EventSource | undefined {
    try {
      // Servers have none, and some pages may not open one; they still poll.
      const stream = new EventSource(url)
      stream.addEventListener('task', ({ data }) => tell(data))
      return stream
    } catch {
      return undefined
    }
  }

  function tell(data: string): void {
    const task = readTask(parseJson(data))
    if (task) for (const listener of listeners.get(task.taskId) ?? []) listener(task)
  }

  return {
    isLive: () => source?.readyState === open,
    open(taskId) {
      let latest: TaskSnapshot | undefined
      let wake: () => void = () => undefined
      const close = listen(taskId, (task) => {
        latest = task
        wake()
      })
      return {
        close,
        take() {
          const task = latest
          latest = undefined
          return task
        },
        arrival: () =>
          new Promise((resolve) => {
            wake = resolve
            if (latest) resolve()
          }),
      }
    },
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
