import type { TaskEstimate } from '@nano-banana/node'
import type { Backend } from './backend/open-backend.ts'

/** How much longer a task of this age takes, as the client has learned it, in the page's own time. */
export function estimateFor(
  { service, speed }: Pick<Backend, 'service' | 'speed'>,
  ageMs: number,
): TaskEstimate | null {
  const estimate = service.client.estimate({ ageMs: ageMs > 0 ? ageMs * speed : 0 })
  if (!estimate) return null
  const { fromMs, likelyMs, toMs, learnedFrom } = estimate
  return { fromMs: fromMs / speed, likelyMs: likelyMs / speed, toMs: toMs / speed, learnedFrom }
}
