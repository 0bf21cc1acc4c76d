import { answerRejection } from './answer-rejection.ts'
import { answers, toResponse } from './answers.ts'
import { CallbackRejectedError } from './callback-rejected-error.ts'
import type { VerifiedCallback, VerifyCallback } from './create-verify-callback.ts'
import { parseSecrets } from './parse-secrets.ts'
import { readCallback } from './read-callback.ts'

/** What a handler of callbacks is made of. */
export interface CallbackHandlerOptions {
  /** The signing key of the account, or several while they are rotated: 16 to 256 characters each. */
  readonly secrets: string | readonly string[]
  /** Whether callbacks without a signature are heard; their verdict is `unsigned`. @default false */
  readonly allowUnsigned?: boolean
  /**
   * Writes a callback down. It comes again until it was answered with 2xx, which happens only after this has resolved: so
   * do nothing twice for one `task.taskId`. Of a verdict that is not `trusted`, take the task's id and ask the API.
   */
  readonly onCallback: (callback: VerifiedCallback, request: Request) => void | Promise<void>
  /** Gets what `onCallback` throws; the sender is told to come again. */
  readonly reportError: (error: unknown) => void
  /** @default the platform's time */
  readonly now?: () => number
}

/** Answers callbacks on web standards. */
export type CallbackHandler = (request: Request) => Promise<Response>

/** Makes handlers that verify on one platform. */
export const callbackHandlerOn =
  (verify: VerifyCallback) =>
  ({
    onCallback,
    reportError,
    allowUnsigned = false,
    now = Date.now,
    ...options
  }: CallbackHandlerOptions): CallbackHandler => {
    const secrets = parseSecrets(options.secrets, allowUnsigned)
    return async (request) => {
      try {
        const reading = await readCallback(request)
        if ('refusal' in reading) return toResponse(reading.refusal)
        await onCallback(await verify({ ...reading, secrets, allowUnsigned, nowMs: now() }), request)
        return toResponse(answers.received)
      } catch (error) {
        if (error instanceof CallbackRejectedError) return toResponse(answerRejection(error))
        reportError(error)
        return toResponse(answers.unavailable)
      }
    }
  }
