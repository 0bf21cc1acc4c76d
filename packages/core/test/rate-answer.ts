import type { TransportResponse } from '../src/index.ts'
import { answer } from './wire.ts'

/** When the virtual clock begins, in seconds. */
const epoch = Date.UTC(2026, 0, 1) / 1_000

/** How much may still go, as the service says it at a second of its own clock, whatever ours says. */
export const told = (
  remaining: number,
  { at = 0, reset = 60, limit = 60, status = 200, retryAfter = '' } = {},
): TransportResponse =>
  answer(status, '{}', {
    date: new Date((epoch + at) * 1_000).toUTCString(),
    'x-ratelimit-limit': `${limit}`,
    'x-ratelimit-remaining': `${remaining}`,
    'x-ratelimit-reset': `${epoch + reset}`,
    ...(retryAfter && { 'retry-after': retryAfter }),
  })
