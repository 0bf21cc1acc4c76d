import * as z from 'zod/mini'
import { strictFields } from './strict-fields.ts'

// Out of range, the service would silently answer with its defaults.
const countTo = (most: number) =>
  z.custom<number>(
    (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most,
    `must be a whole number from 1 to ${most}`,
  )

/** Which page of the account's tasks. @see contract: Endpoints */
export const listQuerySchema = strictFields('the query', {
  /** @default 1 */
  page: z._default(countTo(1_000_000), 1),
  /** Tasks a page. @default 10 */
  size: z._default(countTo(100), 10),
})

/** What a caller passes to `tasks.list`. */
export type ListQuery = z.input<typeof listQuerySchema>
