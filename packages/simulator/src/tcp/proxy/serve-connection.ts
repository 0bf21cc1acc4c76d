import type { Socket } from 'node:net'
import { type OpenExchange, openExchange } from './exchange.ts'
import type { Fault, FaultPhase } from './fault.ts'
import type { HttpMessage } from './http-message.ts'
import { type Line, type LineTools, openLine } from './line.ts'
import { type Course, type Leg, strike } from './strike.ts'

/** What serving needs. */
export interface ServeTools extends LineTools {
  /** The connection's number. */
  readonly connection: number
  /** The fault that strikes now, if one does. */
  readonly takeFault: (phase: FaultPhase) => Fault | undefined
  readonly record: (exchange: OpenExchange) => void
  /** Resets every connection and refuses new ones. */
  readonly fail: () => void
}

const nothing = Buffer.alloc(0)

/** Carries one connection's exchanges, one after the other, until the client leaves. */
export async function serveConnection(client: Socket, tools: ServeTools): Promise<void> {
  const line = openLine(client, tools)
  const pass = async (leg: Leg): Promise<Course> => {
    const fault = tools.takeFault(leg.phase)
    if (fault) return strike(fault, leg, { line, fail: tools.fail })
    await line.send(leg.to, leg.bytes)
    return 'goes_on'
  }
  let course = await pass({ phase: 'connect', to: 'service', bytes: nothing })
  for (;;) {
    const request = await line.client.next()
    if (request === undefined) break
    const exchange = openExchange(request, { connection: tools.connection, hasLeft: line.client.hasEnded })
    tools.record(exchange)
    // What comes behind a fault that ended the line is written down, and goes nowhere.
    if (course === 'over') continue
    exchange.begin()
    line.follow(exchange)
    course = await carry(legsOf(request, { line, exchange }), pass)
    line.setPace('whole', 'client', 'service')
    exchange.end()
  }
  if (course === 'goes_on') line.finish('service')
}

async function carry(legs: AsyncIterable<Leg>, pass: (leg: Leg) => Promise<Course>): Promise<Course> {
  for await (const leg of legs) {
    if ((await pass(leg)) === 'over') return 'over'
  }
  return 'goes_on'
}

/** An exchange's legs in order. Messages pass when they are there whole, so that the middle of each part is known. */
async function* legsOf(
  request: HttpMessage,
  { line, exchange }: { readonly line: Line; readonly exchange: OpenExchange },
): AsyncGenerator<Leg, void> {
  const bytes = Buffer.concat([request.head, request.body])
  const split = request.body.length === 0 ? Math.floor(bytes.length / 2) : request.head.length
  yield { phase: 'request_head', to: 'service', bytes: bytes.subarray(0, split) }
  yield { phase: 'request_body', to: 'service', bytes: bytes.subarray(split) }
  const answer = await line.answer()
  // The service hung up: so does the proxy.
  if (answer === undefined) return line.finish('client')
  exchange.expect(answer)
  yield { phase: 'executed', to: 'client', bytes: nothing }
  yield { phase: 'answer_head', to: 'client', bytes: answer.head }
  yield { phase: 'answer_body', to: 'client', bytes: answer.body }
}
