import { type Transport, TransportFailure } from '@nano-banana/core'
import { receiveRequest } from './receive-request.ts'
import type { Twin } from './twin.ts'

/** A transport that hands its requests to a twin in this process, as an account of its own. */
export const createTransport =
  (twin: Twin): Transport =>
  async ({ method, path, headers, body = '', timeoutMs, signal }) => {
    signal.throwIfAborted()
    const request = { method, path, headers: { ...headers, authorization: 'Bearer sk-test-embedded' }, body }
    const answer = receiveRequest(twin, request, 'http://localhost')
    if (answer.delayMs > 0) {
      const until = AbortSignal.any([signal, twin.stopSignal])
      await twin.clock.sleep(Math.min(answer.delayMs, timeoutMs), until).catch(() => undefined)
      signal.throwIfAborted()
      if (until.aborted) throw new TransportFailure('interrupted')
    }
    if (answer.delayMs >= timeoutMs) throw new TransportFailure('timeout')
    if (answer.ending.kind === 'dropped') throw new TransportFailure('interrupted')
    const isCut = answer.ending.kind === 'cut' && answer.ending.atByte < Buffer.byteLength(answer.body)
    if (isCut) throw new TransportFailure('incomplete')
    return { status: answer.status, headers: answer.headers, body: answer.body }
  }
