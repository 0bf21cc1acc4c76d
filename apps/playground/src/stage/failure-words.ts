import type { AnyNanoBananaError } from '@nano-banana/react'
import { keyToAskAgain } from '../wish/key-to-ask-again.ts'

/** An error in words for people. */
export interface FailureWords {
  readonly title: string
  readonly message: string
  /** What it means for money. */
  readonly money: string
}

/** Puts an error into words. */
export const failureWords = (error: AnyNanoBananaError): FailureWords => ({
  title: titles[error.code],
  message: asSentence(messageOf(error)),
  money: moneyOf(error),
})

const titles: Readonly<Record<AnyNanoBananaError['code'], string>> = {
  invalid_input: 'This cannot be sent as it is',
  connection: 'The connection was lost',
  api: 'The service answered with an error',
  unexpected_response: 'The answer made no sense',
  task_failed: 'The task failed',
  deadline: 'It took too long',
  aborted: 'The wait was stopped',
  internal: 'Something broke on this page',
}

// The errors' own ways out speak to programmers, of keys and calls; here there is a button.
function messageOf(error: AnyNanoBananaError): string {
  if (error.code === 'task_failed') return error.task.failure?.message ?? error.message
  if (error.outcome === 'rejected' || error.outcome === 'not_sent') return error.message
  switch (error.code) {
    case 'connection':
      return `no whole answer came back (${error.reason})`
    case 'api':
      return `the service answered with HTTP ${error.status}`
    case 'unexpected_response':
      return 'the service answered with something that cannot be read'
    case 'deadline':
      return `the picture was not finished within ${Math.round(error.deadlineMs / 1000)} seconds`
    default:
      return error.message
  }
}

function moneyOf(error: AnyNanoBananaError): string {
  switch (error.outcome) {
    case 'not_sent':
      return 'Nothing was sent, so nothing was billed.'
    case 'rejected':
      return 'No task was made: nothing was billed.'
    case 'accepted':
      return error.code === 'task_failed'
        ? 'The task was made and may bill. Trying again makes another one.'
        : 'The task exists and may bill. A reload finds it; trying again makes another one.'
    case 'unknown':
      return `A task may have been made. Trying again ${keyToAskAgain(error) === undefined ? 'may make another one' : 'is safe: it is not paid twice'}.`
  }
}

const asSentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`
