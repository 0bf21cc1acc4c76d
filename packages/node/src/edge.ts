import { callbackHandlerOn } from './callback/callback-handler.ts'
import { createVerifyCallback, type VerifyCallback } from './callback/create-verify-callback.ts'
import { webHmac } from './edge/web-hmac.ts'

export * from '@nano-banana/core'
export type { ArrivedCallback } from './callback/arrived-callback.ts'
export type { CallbackHandler, CallbackHandlerOptions } from './callback/callback-handler.ts'
export type { CallbackHeaders } from './callback/callback-headers.ts'
export { CallbackRejectedError, type CallbackRejection } from './callback/callback-rejected-error.ts'
export type { CallbackVerdict, VerifiedCallback, VerifyCallback } from './callback/create-verify-callback.ts'
export type { RawBody } from './callback/raw-bytes.ts'
export { createNanoBanana, type EdgeOptions } from './edge/create-nano-banana.ts'
export { createRelay, type EdgeRelayOptions } from './edge/create-relay.ts'
export { memoryOwnership, type Ownership } from './relay/ownership.ts'
export type { RelayLimits } from './relay/relay-limits.ts'
export type { Authorize, RelayOptions, RelayUser } from './relay/relay-options.ts'

/**
 * Says whether HiAPI sent a callback, and reads the task in it, by WebCrypto.
 * Rejects with `CallbackRejectedError` whatever the bytes and the headers are; answer 401 then, always alike.
 * Rejects with `InvalidInputError` when it is called wrongly, as with a body that was parsed already.
 */
export const verifyCallback: VerifyCallback = createVerifyCallback(webHmac)

/**
 * A handler of callbacks, `Request` to `Response`: verifies, lets you write down, and only then answers with 2xx. What it
 * refuses teaches a stranger nothing. Throws `InvalidInputError` when the secrets make no sense.
 *
 * @example
 * const handle = createCallbackHandler({
 *   secrets: env.HIAPI_WEBHOOK_SECRET,
 *   onCallback: ({ task }) => env.queue.send({ taskId: task.taskId }),
 *   reportError: console.error,
 * })
 */
export const createCallbackHandler = callbackHandlerOn(verifyCallback)
