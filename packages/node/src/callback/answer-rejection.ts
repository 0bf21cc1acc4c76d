import { type Answer, answers } from './answers.ts'
import type { CallbackRejectedError } from './callback-rejected-error.ts'

/** What the sender of a rejected callback is told: a stranger always the same, whoever may be heard that it makes no sense. */
export const answerRejection = ({ reason }: CallbackRejectedError): Answer =>
  reason === 'body' || reason === 'task' ? answers.badRequest : answers.unauthorized
