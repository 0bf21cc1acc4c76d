const imfFixdate = /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/

/**
 * How long a `Retry-After` header asks to wait, in milliseconds; nothing for a form that RFC 9110 does not know.
 * A date is held against the answer's own `Date`, so that a wrong clock here does no harm.
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, nowMs: number): number | undefined {
  const value = headers['retry-after']?.trim()
  if (value === undefined) return undefined
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000
  const until = fixdateMs(value)
  return until === undefined ? undefined : Math.max(0, until - (fixdateMs(headers['date']) ?? nowMs))
}

function fixdateMs(value: string | undefined): number | undefined {
  if (value === undefined || !imfFixdate.test(value)) return undefined
  const ms = Date.parse(value)
  return Number.isNaN(ms) ? undefined : ms
}
