import { type CreateWatch, pollWatch } from '@nano-banana/core'
import type { TaskEvents } from './task-events.ts'

// While events come, a look now and then is enough: it finds what a proxy has swallowed.
const patientMs = 15_000

/** Follows tasks by the relay's events, and by looking where there are none. */
export function eventWatch(events: TaskEvents): CreateWatch {
  const createPoll = pollWatch()
  return (tools) => ({
    observe: () => undefined,
    follow(task, follower) {
      const inbox = events.open(task.taskId)
      const pauseMs = (ms: number): number => (events.isLive() ? Math.max(ms, patientMs) : ms)
      const poll = createPoll({
        ...tools,
        readTask: async (asked, wanted) => inbox.take() ?? tools.readTask(asked, wanted),
        clock: {
          ...tools.clock,
          sleep: (ms, signal) => Promise.race([tools.clock.sleep(pauseMs(ms), signal), inbox.arrival()]),
        },
      })
      const leave = poll.follow(task, follower)
      return () => {
        leave()
        inbox.close()
      }
    },
  })
}
