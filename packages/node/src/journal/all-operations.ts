import type { Journal, Operation, OperationQuery } from '@nano-banana/core'

const pageLength = 500

/** All operations that a query finds, the oldest first, read page by page. Rejects with `JournalError`. */
export async function* allOperations(
  journal: Pick<Journal, 'list'>,
  query: Omit<OperationQuery, 'first' | 'after' | 'limit'> = {},
): AsyncGenerator<Operation, void> {
  for (let after: Operation | undefined; ; ) {
    const page = await journal.list({ ...query, limit: pageLength, ...(after && { after }) })
    yield* page
    after = page.at(-1)
    if (after === undefined || page.length < pageLength) return
  }
}
