import type { BenchClient } from '../clients/bench-client.ts'
import type { Arrival, Fault, FaultPlan } from '../service/fault.ts'
import type { Asks } from '../service/protocol.ts'
import { startDeafServer } from '../service/start-deaf-server.ts'
import { startStub } from '../service/start-stub.ts'

/** What one call meets, and how to tell that it got there. */
export interface Scene {
  readonly url: string
  /** Resolves when the call has come to the phase. */
  readonly reached: Promise<void>
  /** How many requests, or connections where there can be no request, there were so far. */
  readonly traffic: () => number
  /** How many of them asked the service to stop. */
  readonly cancels: () => number
  readonly close: () => Promise<void>
}

/** A moment in a call's life at which its caller gives up. */
export interface AbortPhase {
  readonly name: string
  /** Whether a client can be in it. @default every client can */
  readonly isFor?: (client: BenchClient) => boolean
  /** How long the call rests in the phase before the abort; nothing where the abort follows the call in the same turn. */
  readonly restMs?: (client: BenchClient) => number
  readonly open: (client: BenchClient) => Promise<Scene>
}

// Long enough for an answer to be read, shorter than the shortest pause of any client.
const settleInMs = () => 20
const polls = ({ pollEveryMs }: BenchClient): boolean => pollEveryMs !== undefined
const pauses = ({ pausesToRetry }: BenchClient): boolean => pausesToRetry
const halfAPause = ({ pollEveryMs = 0 }: BenchClient): number => pollEveryMs / 2

const alwaysOn =
  (where: Asks, fault: Fault): FaultPlan =>
  ({ asks }) =>
    asks === where ? fault : undefined

/** The phases of a call, in the order in which it goes through them. */
export const abortPhases: readonly AbortPhase[] = [
  { name: 'before send', open: onStub(() => undefined, 'draw') },
  { name: 'connecting', restMs: settleInMs, open: onDeafServer },
  { name: 'sent, no answer', restMs: settleInMs, open: onStub(alwaysOn('draw', { type: 'silence' }), 'draw') },
  { name: 'head arrived, body stalls', restMs: settleInMs, open: onStub(alwaysOn('draw', { type: 'stall' }), 'draw') },
  {
    name: 'backoff after 503',
    isFor: pauses,
    restMs: settleInMs,
    open: onStub(alwaysOn('draw', { type: 'refuse', status: 503 }), 'draw'),
  },
  {
    name: 'Retry-After pause',
    isFor: pauses,
    restMs: settleInMs,
    open: onStub(alwaysOn('draw', { type: 'refuse', status: 429, headers: { 'retry-after': '3' } }), 'draw'),
  },
  {
    name: 'wait after 409',
    restMs: settleInMs,
    // Only HiAPI's contract has this wait: the first request of the same key is still being worked on.
    isFor: ({ name }) => name === 'nano-banana',
    open: onStub(alwaysOn('draw', { type: 'refuse', status: 409, headers: { 'retry-after': '3' } }), 'draw'),
  },
  { name: 'pause between polls', isFor: polls, restMs: halfAPause, open: onStub(() => undefined, 'status') },
  {
    name: 'poll in flight',
    isFor: polls,
    restMs: settleInMs,
    open: onStub(alwaysOn('status', { type: 'silence' }), 'status'),
  },
]

function onStub(plan: FaultPlan, where: Asks): AbortPhase['open'] {
  return async ({ protocol }) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const onDealt = ({ asks, nth }: Arrival): void => {
      if (asks === where && nth === 1) resolve()
    }
    // No job ever ends: whoever still asks after the abort asks for long enough to be seen.
    const stub = await startStub({ protocol, plan, onDealt, readsUntilDone: Number.POSITIVE_INFINITY })
    return {
      url: stub.url,
      reached: promise,
      traffic: () => stub.arrivals().length,
      cancels: () => stub.arrivals().filter(({ asks }) => asks === 'cancel').length,
      close: stub.close,
    }
  }
}

async function onDeafServer(): Promise<Scene> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const server = await startDeafServer(resolve)
  return { url: server.url, reached: promise, traffic: server.connections, cancels: () => 0, close: server.close }
}
