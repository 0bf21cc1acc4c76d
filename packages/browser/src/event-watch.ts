import { type CreateWatch, pollWatch } from '@nano-banana/core'
import type { TaskEvents } from './task-events.ts'

// While events come, a look now and then is enough: it finds what a proxy has swallowed.
const patientMs = 15_000

/** Follows tasks by the relay's events, and by looking where there are none. */
export function eventWatch(events: TaskEvents): CreateWatch {
  return (tools) => {
    const { follow, observe } = pollWatch()(tools)
    return {
      observe,
      async *follow(task) {
        const inbox = events.open(task.taskId)
        try {
          yield* follow({
            ...task,
            read: async () => inbox.take() ?? task.read(),
            pause: (ms) => Promise.race([task.pause(events.isLive() ? Math.max(ms, patientMs) : ms), inbox.arrival()]),
          })
        } finally {
          inbox.close()
        }
      },
    }
  }
}
