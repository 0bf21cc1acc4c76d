import type { Occasion } from './fault-rule.ts'

/** What a request is for. What is none of these only meets faults that any request meets. */
export function occasionOf(method: string, pathname: string): Occasion {
  if (pathname === '/v1/tasks' && method === 'POST') return 'create'
  if (method !== 'GET' && method !== 'HEAD') return 'any'
  if (pathname === '/v1/tasks') return 'list'
  if (pathname.startsWith('/v1/tasks/')) return 'read'
  return pathname.startsWith('/outputs/') ? 'output' : 'any'
}
