import { type Filled, must, type Reader, withDefault } from './reader.ts'
import { strictFields } from './strict-fields.ts'

/** Which page of the account's tasks. @see contract: Endpoints */
export interface ListQuery {
  /** @default 1 */
  page?: number | undefined
  /** Tasks a page. @default 10 */
  size?: number | undefined
}

// Out of range, the service would silently answer with its defaults.
const countTo = (most: number): Reader<number> =>
  must(
    (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most,
    `must be a whole number from 1 to ${most}`,
  )

/** Reads what a caller passes to `tasks.list`. */
export const readListQuery = strictFields<Filled<ListQuery>>('the query', {
  page: withDefault(countTo(1_000_000), 1),
  size: withDefault(countTo(100), 10),
})
