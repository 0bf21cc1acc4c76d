import { type Transport, TransportFailure, type TransportRequest, type TransportResponse } from '../src/index.ts'
import type { FakeClock } from './fake-clock.ts'
import { answer, done, gatewayPage, ok, processing, refusal, running, taskId, throttled } from './wire.ts'

/** What the network or the service does to one request. */
export type Fault =
  | 'none'
  | 'unreachable'
  | 'lost before'
  | 'lost after'
  | 'cut after'
  | 'nonsense after'
  | 'gateway after'
  | 'processing'
  | 'busy'
  | 'throttled'
  | 'refused'

/** All of them. */
export const faults: readonly Fault[] = [
  'none',
  'unreachable',
  'lost before',
  'lost after',
  'cut after',
  'nonsense after',
  'gateway after',
  'processing',
  'busy',
  'throttled',
  'refused',
]

/** A service that keeps books: what was executed is what is paid. */
export interface FakeService {
  readonly transport: Transport
  /** One entry for each task that was made. */
  readonly ledger: readonly { readonly key: string | undefined; readonly body: string | undefined }[]
  readonly posts: readonly TransportRequest[]
  /** How often a request came earlier than the answer before it had asked for. */
  readonly early: () => number
}

/** Every request meets the next fault of the script; behind its end all is well. */
export function createFakeService(script: readonly Fault[], clock: FakeClock): FakeService {
  const ledger: { readonly key: string | undefined; readonly body: string | undefined }[] = []
  const posts: TransportRequest[] = []
  let turn = 0
  let notBefore = 0
  let early = 0

  function create(request: TransportRequest): TransportResponse {
    const key = request.headers['idempotency-key']
    const known = ledger.find((entry) => key !== undefined && entry.key === key)
    if (known && known.body !== request.body) return refusal(422, 'IDEMPOTENCY_KEY_MISMATCH')
    if (!known) ledger.push({ key, body: request.body })
    return ok({ taskId }, known ? { 'idempotent-replay': 'true' } : {})
  }

  function ask(response: (retryAfter: string) => TransportResponse): TransportResponse {
    const seconds = turn % 7
    notBefore = clock.monotonic() + seconds * 1_000
    return response(String(seconds))
  }

  return {
    ledger,
    posts,
    early: () => early,
    transport: async (request) => {
      const isPost = request.method === 'POST'
      if (clock.monotonic() < notBefore) early += 1
      if (isPost) posts.push(request)
      const fault = script[turn] ?? 'none'
      turn += 1
      const act = (): TransportResponse => (isPost ? create(request) : turn % 3 === 0 ? running('handling') : done)
      switch (fault) {
        case 'none':
          return act()
        case 'unreachable':
          throw new TransportFailure('unreachable')
        case 'lost before':
          throw new TransportFailure('interrupted')
        case 'lost after':
          act()
          throw new TransportFailure('timeout')
        case 'cut after':
          act()
          throw new TransportFailure('incomplete')
        case 'nonsense after':
          act()
          return answer(200, '<html>')
        case 'gateway after':
          act()
          return gatewayPage(504)
        case 'processing':
          // The service answers so while the first request is under way, which makes the task in the end.
          act()
          return ask((retryAfter) => processing({ 'retry-after': retryAfter === '0' ? '1' : retryAfter }))
        case 'busy':
          return ask((retryAfter) => refusal(503, 'BUSY', { 'retry-after': retryAfter }))
        case 'throttled':
          return ask((retryAfter) => throttled(retryAfter))
        case 'refused':
          return refusal(402, 'INSUFFICIENT_BALANCE')
      }
    },
  }
}
