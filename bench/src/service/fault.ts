import type { ServerResponse } from 'node:http'
import type { Answer, Asks } from './protocol.ts'

/**
 * What befalls one answer. All but `refuse` come after the request was executed.
 * - `reset`: the connection is reset, not a byte of the answer arrives
 * - `cut`: the head and half of the body arrive, then the connection ends
 * - `gateway`: a page of the gateway in front takes the answer's place
 * - `silence`: no answer ever comes
 * - `stall`: the head and one byte of the body arrive, then nothing more
 * - `refuse`: the service says no and executes nothing
 */
export type Fault =
  | { readonly type: 'reset' | 'cut' | 'silence' | 'stall' }
  | { readonly type: 'gateway'; readonly status: 502 | 503 }
  | { readonly type: 'refuse'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }

/** One request as it arrived; `nth` counts from 1 among those that ask the same. */
export interface Arrival {
  readonly asks: Asks
  readonly nth: number
  /** When its head arrived, on the clock of `performance.now`. */
  readonly atMs: number
}

/** Chooses what befalls each answer. */
export type FaultPlan = (arrival: Arrival) => Fault | undefined

const gatewayPage = '<html><head><title>Bad gateway</title></head><body><center>nginx</center></body></html>'

/** Sends an answer, or as much of it as the fault lets through. */
export function respond(response: ServerResponse, answer: Answer, fault: Fault | undefined): void {
  const body = Buffer.from(JSON.stringify(answer.body))
  const head = { 'content-type': 'application/json', ...answer.headers, 'content-length': body.byteLength }
  switch (fault?.type) {
    case undefined:
    case 'refuse':
      response.writeHead(answer.status, head).end(body)
      return
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'cut':
      response.writeHead(answer.status, head)
      // Ended, not reset: a reset might overtake the half that is to arrive.
      response.write(body.subarray(0, body.byteLength / 2), () => response.socket?.end())
      return
    case 'gateway':
      response.writeHead(fault.status, { 'content-type': 'text/html' }).end(gatewayPage)
      return
    case 'silence':
      return
    case 'stall':
      response.writeHead(answer.status, head)
      response.write(body.subarray(0, 1))
      return
  }
}
