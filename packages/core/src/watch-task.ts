import { readCallOptions } from './call-options.ts'
import { resultOf } from './run.ts'
import { parse } from './schema/parse.ts'
import type { TaskSnapshot } from './schema/task.ts'
import type { TaskEvent } from './task-state/state.ts'
import { isTerminal } from './task-state/status.ts'
import { type WaitCall, type WaitTools, waitForTask } from './wait.ts'

/** The snapshots that tell something new: the first, and each that moves the task on. Old answers are left out. */
export async function* watchTask(call: WaitCall, tools: WaitTools): AsyncGenerator<TaskSnapshot, void> {
  const controller = new AbortController()
  const { signal } = controller
  const options = parse(readCallOptions, call.options ?? {}, 'options')
  // What nobody has read yet; an error is thrown where it is read.
  const unread: (() => TaskSnapshot)[] = []
  let wake = (): void => undefined
  const put = (read: () => TaskSnapshot): void => {
    unread.push(read)
    wake()
  }
  let isFirst = true
  const onEvent = (event: TaskEvent, isNews: boolean): void => {
    if (event.type !== 'observed' || !(isFirst || isNews)) return
    isFirst = false
    put(() => event.task)
  }
  resultOf({ onEvent }, (run) => waitForTask({ ...call, options, signal }, run, tools)).catch((error) =>
    put(() => {
      throw error
    }),
  )
  try {
    for (;;) {
      const task = unread.shift()?.()
      if (task) yield task
      else
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      if (task && isTerminal(task.status)) return
    }
  } finally {
    controller.abort('closed')
  }
}
