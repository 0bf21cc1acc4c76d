import type { Transport, TransportRequest, TransportResponse } from '../src/index.ts'

/** One turn of the script: an answer, or an error to reject with, or work of its own. */
export type Turn = TransportResponse | Error | ((request: TransportRequest) => Promise<TransportResponse>)

/** A transport that plays a script and remembers what was asked. The last turn repeats. */
export interface FakeTransport {
  readonly transport: Transport
  readonly requests: readonly TransportRequest[]
}

export function createFakeTransport(...script: readonly Turn[]): FakeTransport {
  const requests: TransportRequest[] = []
  return {
    requests,
    transport: async (request) => {
      requests.push(request)
      const turn = script[Math.min(requests.length, script.length) - 1]
      if (turn === undefined) throw new Error('The script is empty')
      if (turn instanceof Error) throw turn
      return typeof turn === 'function' ? turn(request) : turn
    },
  }
}

/** A connection that never answers, until the caller gives up. */
export const silence: Turn = ({ signal }) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
