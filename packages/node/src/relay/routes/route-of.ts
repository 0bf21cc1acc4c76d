import type { Call, RelayTools } from '../relay-tools.ts'
import { createRoute } from './create-route.ts'
import { eventsRoute } from './events-route.ts'
import { operationRoute } from './operation-route.ts'
import { outputRoute } from './output-route.ts'
import { listRoute, taskRoute } from './task-routes.ts'
import { uploadsRoute } from './uploads-route.ts'

/** Answers one kind of request. */
export type Route = (call: Call, tools: RelayTools) => Promise<Response>

const taskId = '(?!\\.+(?:/|$))([\\w.~-]{1,200})'

const routes: readonly (readonly [RegExp, (...parts: readonly string[]) => Route])[] = [
  [/^POST \/tasks$/, () => createRoute],
  [/^GET \/tasks$/, () => listRoute],
  [/^GET \/events$/, () => eventsRoute],
  [new RegExp(`^GET /tasks/${taskId}$`), taskRoute],
  [new RegExp(`^GET /tasks/${taskId}/outputs/(0|[1-9]\\d{0,2})$`), outputRoute],
  [/^GET \/operations\/([^/]{1,1024})$/, operationRoute],
  [/^(?:GET|POST) \/uploads(?:\/|$)/, () => uploadsRoute],
]

/** The route of a method and a path below `basePath`; there are no others. */
export function routeOf(method: string, path: string): Route | undefined {
  for (const [pattern, create] of routes) {
    const match = pattern.exec(`${method} ${path}`)
    if (match) return create(...match.slice(1))
  }
  return undefined
}
