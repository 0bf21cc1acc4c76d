import { answers } from './answers.ts'
import { callbackLimits } from './callback-limits.ts'
import type { CallbackReading } from './callback-reading.ts'
import { gatherBody } from './gathered-body.ts'
import { refuseUnread } from './refuse-unread.ts'
import { spentBodyError } from './spent-body-error.ts'

/** Reads a web request that should be a callback. Rejects with `InvalidInputError` when its body was read before. */
export async function readCallback(
  request: Request,
  { maxBytes, deadlineMs } = callbackLimits,
): Promise<CallbackReading> {
  const { headers, body } = request
  const refusal = refuseUnread(request, maxBytes)
  if (refusal) return { refusal }
  if (request.bodyUsed || body?.locked) throw spentBodyError()
  if (body === null) return { body: new Uint8Array(), headers }
  const gathered = gatherBody(maxBytes)
  const reader = body.getReader()
  let isLate = false
  // A stream that is cancelled ends at once, also for whoever waits for more of it.
  const stop = (): void => void reader.cancel().catch(() => undefined)
  const timer = setTimeout(() => {
    isLate = true
    stop()
  }, deadlineMs)
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (isLate) return { refusal: answers.tooSlow }
      if (done) return { body: gathered.bytes(), headers }
      if (gathered.take(value)) continue
      stop()
      return { refusal: answers.tooLarge }
    }
  } catch {
    // The sender went away: nobody hears this.
    return { refusal: answers.badRequest }
  } finally {
    clearTimeout(timer)
  }
}
