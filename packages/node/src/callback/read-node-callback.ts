import type { IncomingMessage } from 'node:http'
import { type Answer, answers } from './answers.ts'
import { callbackLimits } from './callback-limits.ts'
import type { CallbackReading } from './callback-reading.ts'
import { gatherBody } from './gathered-body.ts'
import { refuseUnread } from './refuse-unread.ts'
import { spentBody } from './spent-body.ts'

/**
 * Does what `readCallback` does, without the cost of web objects. Rejects with `InvalidInputError` when a body parser
 * has left nothing of the bytes.
 */
export async function readNodeCallback(
  request: IncomingMessage,
  { maxBytes, deadlineMs } = callbackLimits,
): Promise<CallbackReading> {
  const { headers } = request
  const refusal = refuseUnread(request, maxBytes)
  if (refusal) return { refusal }
  const spent = spentBody(request)
  if (spent) return spent.byteLength > maxBytes ? { refusal: answers.tooLarge } : { body: spent, headers }
  // By the next turn the parser has gone through all that came in one piece with the head: nearly always, everything.
  await undefined
  if (request.destroyed) return { refusal: answers.badRequest }
  return new Promise((resolve) => {
    const gathered = gatherBody(maxBytes)
    const refuse = (refusal: Answer): void => {
      clearTimeout(timer)
      request.off('data', onData).off('end', onEnd).off('error', onError).pause()
      resolve({ refusal })
    }
    const onData = (chunk: Uint8Array): void => {
      if (!gathered.take(chunk)) refuse(answers.tooLarge)
    }
    const onEnd = (): void => {
      clearTimeout(timer)
      resolve({ body: gathered.bytes(), headers })
    }
    // The sender went away: nobody hears this.
    const onError = (): void => refuse(answers.badRequest)
    const timer = request.complete ? undefined : setTimeout(() => refuse(answers.tooSlow), deadlineMs)
    request.on('data', onData).on('end', onEnd).on('error', onError)
  })
}
