import * as z from 'zod/mini'

// Out of range, the service would silently answer with its defaults.
const whole = (from: number, to: number, what: string) =>
  z.custom<number>((value) => Number.isInteger(value) && Number(value) >= from && Number(value) <= to, what)

/** Which page of the account's tasks. @see contract: Endpoints */
export const listQuerySchema = z.strictObject({
  /** @default 1 */
  page: z._default(whole(1, Number.MAX_SAFE_INTEGER, 'must be a whole number from 1'), 1),
  /** Tasks a page, at most 100. @default 10 */
  size: z._default(whole(1, 100, 'must be a whole number from 1 to 100'), 10),
})

/** What a caller passes to `tasks.list`. */
export type ListQuery = z.input<typeof listQuerySchema>
