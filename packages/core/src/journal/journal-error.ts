import { type ErrorFacts, NanoBananaError } from '../errors/nano-banana-error.ts'

/** What ails the journal: it cannot be reached or written, holds what is no record, was written by a later version, another operation holds the task, or an effect broke its rules. */
export type JournalFailure = 'unavailable' | 'corrupt' | 'newer' | 'task_taken' | 'effect'

/** The journal could not be read or written. Nothing was sent or acknowledged on its account. */
export class JournalError extends NanoBananaError {
  override readonly name = 'JournalError'
  override readonly code = 'journal'
  declare readonly reason: JournalFailure

  constructor(reason: JournalFailure, message: string, facts: Partial<ErrorFacts> = {}) {
    super(message, { phase: 'journal', outcome: 'not_sent', retryable: reason === 'unavailable', ...facts }, reason)
  }
}
