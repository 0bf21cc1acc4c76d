import type { TaskSnapshot } from '@nano-banana/core'
import { type ArrivedCallback, type ParsedCallback, parseArrived } from './arrived-callback.ts'
import { headerOf } from './callback-headers.ts'
import { callbackLimits } from './callback-limits.ts'
import { CallbackRejectedError } from './callback-rejected-error.ts'
import type { Hmac } from './hmac.ts'
import { isSigned, type Proof } from './is-signed.ts'
import { parseEndedTask } from './parse-ended-task.ts'

/**
 * What a callback is worth.
 * - `trusted`: HiAPI signed these very bytes, not more than five minutes ago
 * - `stale`: HiAPI signed them, but not now: a late redelivery, a replay, or one of the two clocks is wrong
 * - `unsigned`: anybody may have sent it
 */
export type CallbackVerdict = 'trusted' | 'stale' | 'unsigned'

/** A callback that was not rejected. */
export interface VerifiedCallback {
  readonly verdict: CallbackVerdict
  /** To be used when the verdict is `trusted`. Else its `taskId` is a hint to ask the API, and no more. */
  readonly task: TaskSnapshot
}

/** Verifies callbacks. Rejects with `CallbackRejectedError`, and with `InvalidInputError` when it is called wrongly. */
export type VerifyCallback = (callback: ArrivedCallback) => Promise<VerifiedCallback>

/** Verification on any platform's HMAC. */
export function createVerifyCallback(hmac: Hmac): VerifyCallback {
  return async (arrived) => {
    const callback = parseArrived(arrived)
    if (callback.body.byteLength > callbackLimits.maxBytes) throw new CallbackRejectedError('body')
    const proof = proofOf(callback)
    // A stranger's bytes reach no parser.
    if (proof && !(await isSigned(proof, callback.secrets, hmac))) throw new CallbackRejectedError('signature')
    return { verdict: proof ? ageOf(proof, callback) : 'unsigned', task: parseEndedTask(callback.body) }
  }
}

function proofOf({ body, headers, allowUnsigned }: ParsedCallback): Proof | undefined {
  const signature = headerOf(headers, 'x-hiapi-signature')
  const timestamp = headerOf(headers, 'x-hiapi-timestamp')
  if (signature === undefined && timestamp === undefined) {
    if (allowUnsigned) return undefined
    throw new CallbackRejectedError('unsigned')
  }
  if (timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) throw new CallbackRejectedError('timestamp')
  if (signature === undefined) throw new CallbackRejectedError('signature')
  return { body, timestamp, signature }
}

const ageOf = ({ timestamp }: Proof, { nowMs }: ParsedCallback): CallbackVerdict =>
  Math.abs(nowMs - Number(timestamp) * 1000) <= toleranceMs ? 'trusted' : 'stale'

const toleranceMs = 300_000
