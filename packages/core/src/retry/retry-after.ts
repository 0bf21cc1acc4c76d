/** The headers that matter, with names in lower case. */
export interface RetryAfterHeaders {
  readonly 'retry-after'?: string | undefined
  readonly date?: string | undefined
}

/**
 * How long a `Retry-After` header asks to wait, in milliseconds; nothing for any form but seconds and the date format that is in use.
 * A date is held against the answer's own `Date`, so that a wrong clock here does no harm.
 */
export function retryAfterMs(headers: RetryAfterHeaders, nowMs: number): number | undefined {
  const value = headers['retry-after']?.trim()
  if (value === undefined) return undefined
  // Too many digits are no reason to come back early: whatever is longer than anybody waits fails at once.
  if (/^\d+$/.test(value)) return Math.min(Number(value) * 1000, Number.MAX_SAFE_INTEGER)
  const until = fixdateMs(value)
  return until === undefined ? undefined : Math.max(0, until - (fixdateMs(headers.date) ?? nowMs))
}

function fixdateMs(value = ''): number | undefined {
  const date = new Date(value)
  // The one legal form is the one a date prints as; a 31st of February would print as a day in March.
  return date.toUTCString() === value ? date.getTime() : undefined
}
