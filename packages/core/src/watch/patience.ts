import { isNanoBananaError } from '../errors/family.ts'

// The service may answer from a replica that has not seen a new task yet.
const visibilityLagMs = 10_000

/** How long to rest after a read that failed, never shorter than the service asked for; nothing when another would fail too. */
export function patienceMs(
  error: unknown,
  task: { readonly isNew: boolean; readonly ageMs: number },
  intervalMs: number,
): number | undefined {
  if (!isNanoBananaError(error)) return undefined
  const askedMs = error.code === 'api' ? (error.retryAfterMs ?? 0) : 0
  const isLagging = task.isNew && task.ageMs < visibilityLagMs && error.code === 'api' && error.status === 404
  return error.retryable || isLagging ? Math.max(intervalMs, askedMs) : undefined
}
