import { type Transport, TransportFailure, type TransportRequest } from '@nano-banana/core'
import { answerRequest } from './answer-request.ts'
import type { TimedAnswer } from './timed-answer.ts'
import type { Twin } from './twin.ts'
import { untilAborted } from './until-aborted.ts'

/** A transport that hands its requests to a twin in this process, as an account of its own. */
export const createTransport =
  (twin: Twin): Transport =>
  async (request) => {
    request.signal.throwIfAborted()
    const { status, headers, body, delayMs, ending } = await ask(twin, request)
    if (delayMs >= request.timeoutMs) throw new TransportFailure('timeout')
    if (ending.kind === 'dropped') throw new TransportFailure('interrupted')
    if (ending.kind === 'cut') throw new TransportFailure('incomplete')
    return { status, headers, body: typeof body === 'string' ? body : new TextDecoder().decode(body) }
  }

async function ask(twin: Twin, request: TransportRequest): Promise<TimedAnswer> {
  const { method, path, headers, body = '', timeoutMs, signal } = request
  const raw = {
    method,
    path,
    headers: { ...headers, authorization: 'Bearer sk-test-embedded' },
    body: Buffer.from(body),
  }
  try {
    const answer = answerRequest(twin, raw, { origin: 'http://localhost', signal, patienceMs: timeoutMs })
    return await untilAborted(answer, signal)
  } catch (error) {
    signal.throwIfAborted()
    throw twin.stopSignal.aborted ? new TransportFailure('interrupted', { cause: error }) : error
  }
}
