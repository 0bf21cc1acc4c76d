import type { GenerationService } from '@nano-banana/node'
import type { Books } from '../../src/chaos/books.ts'
import type { SentCount } from './sent-count.ts'
import type { TwinControl } from './twin-control.ts'

/** Where the counts stand. */
export interface BooksTools {
  readonly service: GenerationService
  readonly control: TwinControl
  readonly sent: SentCount
}

const mostCounted = 10_000

/** Counts where nothing can be counted wrongly: in the journal, in the service's ledger, and on the way out. */
export async function countBooks({ service, control, sent }: BooksTools): Promise<Books> {
  const [listed, billed] = await Promise.all([service.list({ limit: mostCounted }), control.billed()])
  // What belongs to nobody is no wish, but what the relay counts.
  const operations = listed.filter(({ owner }) => owner !== undefined)
  const delivered = operations.filter(({ state, task }) => state === 'settled' && task?.status === 'success').length
  return { wanted: operations.length, sent: sent.get(), billed, delivered }
}
