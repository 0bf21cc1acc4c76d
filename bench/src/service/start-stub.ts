import { createServer, type IncomingMessage } from 'node:http'
import { type Arrival, type Fault, type FaultPlan, respond } from './fault.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { listen } from './listen.ts'
import type { Answer, Asks, Protocol } from './protocol.ts'

/** How a stub behaves. */
export interface StubOptions {
  readonly protocol: Protocol
  readonly plan: FaultPlan
  /** A job is done when its status is read for the n-th time. @default 2 */
  readonly readsUntilDone?: number
  /** Called when a request was dealt with, whether answered or not. */
  readonly onDealt?: (arrival: Arrival) => void
}

/** A service of one vendor on a loopback port. */
export interface Stub {
  readonly url: string
  readonly ledger: Ledger
  /** Every request so far, in order. */
  readonly arrivals: () => readonly Arrival[]
  /** Stops listening and drops open connections. */
  readonly close: () => Promise<void>
}

/** Starts a service that speaks one vendor's protocol, counts what it executes, and loses answers as planned. */
export async function startStub({ protocol, plan, readsUntilDone = 2, onDealt }: StubOptions): Promise<Stub> {
  const ledger = createLedger()
  const arrivals: Arrival[] = []

  const server = createServer(async (request, response) => {
    const atMs = performance.now()
    const target = { method: request.method ?? 'GET', path: request.url ?? '/', headers: request.headers }
    const { asks, jobId } = protocol.read(target)
    const body = await readWhole(request)
    // A request that was given up half-way executes nothing.
    if (body === undefined) return
    const arrival = { asks, atMs, nth: arrivals.filter((earlier) => earlier.asks === asks).length + 1 }
    arrivals.push(arrival)
    const fault = plan(arrival)
    respond(response, fault?.type === 'refuse' ? refuse(fault) : execute({ asks, jobId, body, request }), fault)
    onDealt?.(arrival)
  })

  function execute({ asks, jobId = '', body, request }: Execution): Answer {
    if (asks === 'draw') {
      const paid = ledger.execute(request.headers['idempotency-key']?.toString(), body)
      return paid
        ? protocol.answer(asks, { ...paid.job, isReplay: paid.isReplay, isDone: false })
        : protocol.refusal(422)
    }
    const job = asks === 'status' ? ledger.look(jobId) : ledger.jobs().find(({ id }) => id === jobId)
    return job
      ? protocol.answer(asks, { ...job, isReplay: false, isDone: job.reads >= readsUntilDone })
      : protocol.refusal(404)
  }

  const refuse = ({ status, headers }: Fault & { readonly type: 'refuse' }): Answer => {
    const answer = protocol.refusal(status)
    return { ...answer, headers: { ...answer.headers, ...headers } }
  }

  const { port, close } = await listen(server)
  return { url: `http://127.0.0.1:${port}`, ledger, arrivals: () => arrivals, close }
}

interface Execution {
  readonly asks: Asks
  readonly jobId: string | undefined
  readonly body: string
  readonly request: IncomingMessage
}

async function readWhole(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of request) chunks.push(chunk)
  } catch {
    return undefined
  }
  return Buffer.concat(chunks).toString('utf8')
}
