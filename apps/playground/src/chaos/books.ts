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
