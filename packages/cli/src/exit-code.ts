import type { AnyNanoBananaError, DownloadError, JournalError } from '@nano-banana/node'

/** What the command's exit code means. */
export const exitCodes = {
  done: 0,
  /** A defect, or an answer that makes no sense. */
  unexpected: 1,
  /** Wrong usage or input; nothing was sent. */
  usage: 2,
  /** The task ended in `fail`. */
  taskFailed: 3,
  /** The service refused. */
  refused: 4,
  /** No answer arrived; what became of the request may be unknown. */
  noAnswer: 5,
  /** The deadline passed; the task goes on. */
  notFinished: 6,
  /** The picture is made, but could not be saved. */
  notSaved: 7,
  /** The journal cannot be read or written; nothing was sent on its account. */
  journal: 8,
  /** Ctrl-C. */
  interrupted: 130,
} as const

/** The exit code for an error of the SDK. */
export function exitCodeOf(error: AnyNanoBananaError | DownloadError | JournalError): number {
  switch (error.code) {
    case 'invalid_input':
      return exitCodes.usage
    case 'task_failed':
      return exitCodes.taskFailed
    case 'api':
      return exitCodes.refused
    case 'connection':
      return exitCodes.noAnswer
    case 'deadline':
      return exitCodes.notFinished
    case 'aborted':
      return exitCodes.interrupted
    case 'download':
      return error.outcome === 'not_sent' ? exitCodes.usage : exitCodes.notSaved
    case 'journal':
      return exitCodes.journal
    case 'unexpected_response':
    case 'internal':
      return exitCodes.unexpected
  }
}
