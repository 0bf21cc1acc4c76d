/** What became of everything that was asked for, counted where it cannot be counted wrongly. */
export interface Books {
  /** Pictures that somebody asked for, as the journal has them. */
  readonly wanted: number
  /** Requests for a task that left this server, those without an answer among them. */
  readonly sent: number
  /** Tasks that the service made, by its own ledger. */
  readonly billed: number
  /** Pictures that were settled, each once. */
  readonly delivered: number
}

/** Reads books from any value; `undefined` when they are none. */
export function parseBooks(value: unknown): Books | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { wanted, sent, billed, delivered } = { wanted: 0, sent: 0, billed: 0, delivered: 0, ...value }
  const all = [wanted, sent, billed, delivered]
  return all.every((count) => typeof count === 'number') ? { wanted, sent, billed, delivered } : undefined
}

/** What was counted between two moments. */
export const booksSince = (now: Books, then: Books): Books => ({
  wanted: now.wanted - then.wanted,
  sent: now.sent - then.sent,
  billed: now.billed - then.billed,
  delivered: now.delivered - then.delivered,
})
