import { nodeHmac } from '../callback/node-hmac.ts'

/** Where a callback goes, and what it is made of. */
export interface OutgoingCallback {
  readonly url: URL
  readonly body: string
  /** Signs it, where there is one. */
  readonly secret: string | undefined
  readonly nowMs: number
}

/** What became of one attempt: the receiver's status, or nothing when it gave none in time. */
export type CallbackReceipt = number | undefined

/** Any 2xx within this acknowledges. @see contract: Callbacks */
const timeoutMs = 10_000

/** POSTs a callback as HiAPI does. Rejects only when the signal aborts. */
export async function postCallback(
  { url, body, secret, nowMs }: OutgoingCallback,
  signal: AbortSignal,
  fetch: typeof globalThis.fetch,
): Promise<CallbackReceipt> {
  const headers = { 'content-type': 'application/json', ...(secret !== undefined && signed(body, secret, nowMs)) }
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
    // A redirect is no acknowledgement, and leads who knows where.
    const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: limit })
    // The status is the answer: nobody reads the rest.
    await answer.body?.cancel()
    return answer.status
  } catch {
    signal.throwIfAborted()
    return undefined
  }
}

function signed(body: string, secret: string, nowMs: number): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(nowMs / 1000))
  return { 'x-hiapi-timestamp': timestamp, 'x-hiapi-signature': nodeHmac(secret, timestamp, Buffer.from(body)) }
}
