import type { TaskSnapshot } from '../../schema/task.ts'

/** What one wait is told, to be read one by one. */
export interface Inbox extends AsyncIterableIterator<TaskSnapshot, void> {
  readonly put: (task: TaskSnapshot) => void
  /** Ends it, once all that was put before is read. */
  readonly fail: (error: unknown) => void
}

interface Reader {
  readonly resolve: (result: IteratorResult<TaskSnapshot, void>) => void
  readonly reject: (error: unknown) => void
}

/** An empty inbox. `onClose` is called once, when its reader leaves or hears of the end. */
export function createInbox(onClose: () => void): Inbox {
  const unread: TaskSnapshot[] = []
  let reader: Reader | undefined
  let end: { readonly error: unknown } | undefined
  let isClosed = false

  function close(): void {
    if (isClosed) return
    isClosed = true
    onClose()
  }

  const inbox: Inbox = {
    [Symbol.asyncIterator]: () => inbox,
    put(task) {
      if (end) return
      if (reader) reader.resolve({ value: task, done: false })
      else unread.push(task)
      reader = undefined
    },
    fail(error) {
      if (end) return
      end = { error }
      close()
      reader?.reject(error)
    },
    next() {
      const task = unread.shift()
      if (task) return Promise.resolve({ value: task, done: false })
      if (end) return Promise.reject(end.error)
      return new Promise((resolve, reject) => {
        reader = { resolve, reject }
      })
    },
    return() {
      close()
      return Promise.resolve({ value: undefined, done: true })
    },
  }
  return inbox
}
