import { type Transport, TransportFailure } from '@nano-banana/core'
import type { Machine } from './machine.ts'
import type { Network } from './network.ts'
import type { Server, WireResult } from './wire.ts'

/** What the requests of one process travel by. */
export interface CarrierTools {
  readonly network: Network
  readonly machine: Machine
  readonly server: Server
  /** The request that is being served by this one. */
  readonly served?: () => number | undefined
}

/** Core's port, straight over the simulated network. The headers are what the adapter adds. */
export function coreCarrier(
  { network, machine, server }: CarrierTools,
  headers: Readonly<Record<string, string>>,
): Transport {
  return ({ method, path, body, signal, timeoutMs, ...request }) =>
    new Promise((resolve, reject) => {
      const timer = new AbortController()
      const end = (settle: () => void): void => {
        signal.removeEventListener('abort', stop)
        timer.abort('over')
        settle()
      }
      const stop = (): void => {
        giveUp()
        end(() => reject(signal.reason))
      }
      const wire = { method, path, headers: { ...request.headers, ...headers }, body }
      const giveUp = network.send(wire, { from: machine, to: server }, (result) => {
        // A port has no half answers: a body that stalls is waited for until the time is up.
        if (result.kind !== 'stalled') end(() => settleWith(result, resolve, reject))
      })
      if (signal.aborted) return stop()
      signal.addEventListener('abort', stop)
      machine.clock.sleep(timeoutMs, timer.signal).then(
        () => {
          giveUp()
          end(() => reject(new TransportFailure('timeout')))
        },
        () => undefined,
      )
    })
}

function settleWith(
  result: WireResult,
  resolve: (response: Awaited<ReturnType<Transport>>) => void,
  reject: (failure: TransportFailure) => void,
): void {
  if (result.kind === 'lost') reject(new TransportFailure(result.reason))
  else if (result.kind === 'cut') reject(new TransportFailure('incomplete'))
  else resolve({ status: result.status, headers: result.headers, body: result.body })
}
