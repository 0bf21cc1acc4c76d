import { type CreateWatch, type Follower, pollWatch } from '@nano-banana/core'
import type { TabTools } from './join-tabs.ts'
import { beatMs, createLookout } from './lookout.ts'
import type { Presence } from './presence.ts'
import { createTaskNews } from './task-news.ts'

/** Where the events of a page are, and whether it may ask for them. */
export interface EventWatchOptions extends Pick<TabTools, 'url' | 'name'> {
  readonly presence: Presence
}

/**
 * Follows tasks by what the relay and other pages tell, and by looking where nobody does. A page that is away follows
 * nothing; one that comes back looks once, at once.
 */
export function eventWatch({ presence, ...options }: EventWatchOptions): CreateWatch {
  const createPoll = pollWatch({ intervalMs: beatMs })
  return (tools) => {
    const news = createTaskNews({ ...options, clock: tools.clock, random: tools.random })
    return {
      observe: () => undefined,
      follow(task, follower) {
        let leave: (() => void) | undefined

        function start(mustAsk: boolean): () => void {
          const { read, rest, close } = createLookout({ taskId: task.taskId, mustAsk }, news, tools)
          const poll = createPoll({ ...tools, readTask: read, clock: { ...tools.clock, sleep: rest } })
          const hearer = untilLeft(follower)
          const stop = poll.follow(task, hearer)
          return () => {
            hearer.leave()
            stop()
            close()
          }
        }

        const forget = presence.onChange((isAwake) => {
          leave?.()
          leave = isAwake ? start(true) : undefined
        })
        if (presence.isAwake()) leave = start(!task.isNew)
        return () => {
          forget()
          leave?.()
        }
      },
    }
  }
}

// A poll that is stopped says so as an error, which is nobody's business.
function untilLeft(follower: Follower): Follower & { readonly leave: () => void } {
  let isLeft = false
  return {
    see: (task) => isLeft || follower.see(task),
    fail: (error) => isLeft || follower.fail(error),
    leave: () => {
      isLeft = true
    },
  }
}
