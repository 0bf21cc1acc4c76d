import { momentOf } from '../events/event-id.ts'
import { eventStream } from '../events/event-stream.ts'
import { refuse } from '../wire.ts'
import type { Route } from './route-of.ts'

const mostNamed = 100

/** What the user's tasks become, as it happens. */
export const eventsRoute: Route = async ({ request, user }, { tasks, places, basePath, clock, streamMs }) => {
  const leave = places.take(user.id, user.limits.streamsAtOnce)
  if (leave === undefined)
    return refuse(429, 'RATE_LIMITED', { message: 'Too many event streams: close one first', retryAfterMs: 60_000 })
  const following = {
    ...{ userId: user.id, taskIds: namedIn(request.url), onlyThese: user.isStranger },
    sinceMs: momentOf(request.headers.get('last-event-id')),
  }
  return eventStream({
    ...{ basePath, clock, streamMs, onEnd: leave },
    follow: (listener) => tasks.follow(following, listener),
  })
}

function namedIn(url: string): readonly string[] {
  const named = new URL(url).searchParams.get('tasks')?.split(',', mostNamed) ?? []
  return [...new Set(named.filter((taskId) => /^[\w.~-]{1,200}$/.test(taskId)))]
}
