/** The value's fields; none when it is no object. */
export const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {}

/** Text that says something, of a bounded length. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, 500) : undefined

/** Unix seconds in milliseconds; the wire's 0 means never. */
export const msOf = (seconds: unknown): number | undefined =>
  typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : undefined
