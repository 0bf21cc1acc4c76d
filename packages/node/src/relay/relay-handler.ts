import { isNanoBananaError } from '@nano-banana/core'
import { isCrossSite } from './cross-site.ts'
import { letIn } from './let-in.ts'
import type { RelayTools } from './relay-tools.ts'
import { routeOf } from './routes/route-of.ts'
import { notFound, refuse, refuseFor } from './wire.ts'

/** The relay on web standards alone: a handful of routes, and no way to name another target. */
export function createRelayHandler(tools: RelayTools): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      return await answer(request, tools)
    } catch (error) {
      if (!isOrdinary(error)) tools.reportError(error)
      return refuseFor(error)
    }
  }
}

async function answer(request: Request, tools: RelayTools): Promise<Response> {
  const { basePath, rate, allowedOrigins } = tools
  const { pathname } = new URL(request.url)
  const path = pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : ''
  const route = routeOf(request.method, path)
  // What writes, and what holds a place; a page of another site can read none of the rest.
  if ((request.method !== 'GET' || path === '/events') && isCrossSite(request, allowedOrigins))
    return refuse(403, 'CROSS_SITE', { message: 'This relay answers its own pages only' })
  const user = await letIn(request, tools)
  if (user === undefined) return refuse(401, 'UNAUTHORIZED', { message: 'Sign in first' })
  const retryAfterMs = rate.count(user.id, user.limits.requestsPerMinute)
  if (retryAfterMs !== undefined)
    return refuse(429, 'RATE_LIMITED', { message: 'Too many requests: wait a moment', retryAfterMs })
  return route ? route({ request, user, path }, tools) : notFound()
}

// What users and the network do every day is no news; a key that is refused, a journal that is down and a defect are.
function isOrdinary(error: unknown): boolean {
  if (!isNanoBananaError(error)) return false
  if (error.code === 'api') return error.status !== 401 && error.status !== 403
  return error.phase !== 'journal' && error.code !== 'invalid_input' && error.code !== 'internal'
}
