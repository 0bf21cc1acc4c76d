import type { DrawnFault, RequestKind } from '../plan/fault-draw.ts'
import type { ServerAnswer, WireRequest, WireResult } from './wire.ts'

/** Where nobody's key and nobody's request may go. */
const elsewhere = 'https://elsewhere.example/v1/tasks'
const gatewayPage = '<html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>'

/** What is left of an answer when it has met a fault on its way back. */
export function spoil(
  { status, headers, body }: ServerAnswer,
  fault: DrawnFault | undefined,
  { request, kind }: { readonly request: WireRequest; readonly kind: RequestKind },
): WireResult {
  switch (fault?.kind) {
    case 'lost_after':
      return { kind: 'lost', reason: 'interrupted' }
    case 'cut':
      return { kind: 'cut', status, headers, body: body.slice(0, fault.random.whole(0, Math.max(0, body.length - 1))) }
    case 'stalled_body':
      return { kind: 'stalled', status, headers, body: body.slice(0, fault.random.whole(0, 20)) }
    case 'redirect':
      return { kind: 'answer', status: fault.random.pick([302, 307]), headers: { location: elsewhere }, body: '' }
    case 'no_outputs':
      return { kind: 'answer', status, headers, body: body.replace(/"output":\[[^\]]*\]/, '"output":[]') }
    case 'garbage':
      return {
        kind: 'answer',
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: fault.random.pick(kind === 'POST' ? brokenCreates : brokenReads),
      }
    case 'gateway_page_after':
      return page(fault)
    case 'echo':
      return echo(status, request)
    default:
      return { kind: 'answer', status, headers, body }
  }
}

/** The page of a gateway that could not reach the service. */
export const page = ({ random }: DrawnFault): WireResult => ({
  kind: 'answer',
  status: random.pick([502, 503, 504]),
  headers: { 'content-type': 'text/html' },
  body: gatewayPage,
})

// A service in debug mode tells what it was sent, its own key included.
const echo = (status: number, { headers }: WireRequest): WireResult => ({
  kind: 'answer',
  status,
  headers: { 'content-type': 'application/json', 'x-request-id': String(headers['authorization']) },
  body: JSON.stringify({
    code: status,
    message: `Cannot serve ${JSON.stringify(headers)}`,
    data: null,
    error_code: `DEBUG ${headers['authorization']}`,
  }),
})

const brokenCreates: readonly [string, ...string[]] = [
  '',
  '{',
  'null',
  '[]',
  gatewayPage,
  '{"code":200,"message":"success"}',
  '{"code":200,"message":"success","data":{}}',
  '{"code":200,"message":"success","data":{"taskId":7}}',
  '{"code":200,"message":"success","data":{"taskId":"../v1"}}',
]

const brokenReads: readonly [string, ...string[]] = [
  '',
  '{',
  'null',
  gatewayPage,
  '{"code":200,"message":"success","data":null}',
  '{"code":200,"message":"success","data":{"taskId":"tk-hiapi-00000000000000000000000000","status":"success"}}',
]
