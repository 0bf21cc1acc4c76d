import { decodeBody } from './decode-body.ts'
import { executeRequest } from './execute-request.ts'
import { occasionOf } from './faults/occasion-of.ts'
import { toWire } from './service/reply.ts'
import type { ServiceRequest } from './service/service-answer.ts'
import type { TimedAnswer } from './timed-answer.ts'
import type { Twin } from './twin.ts'

/** A request as it arrives. */
export interface RawRequest extends Omit<ServiceRequest, 'body'> {
  /** Nothing when there is more than anybody reads. */
  readonly body: Buffer | undefined
}

/** Who asks. */
export interface Caller {
  /** The address under which the output of a task that is made now is served. */
  readonly origin: string
  /** Ends the waiting for an answer, but not what was executed. */
  readonly signal: AbortSignal
  /** How long a delayed answer is waited for, in milliseconds. @default as long as it takes */
  readonly patienceMs?: number
}

/** The way of every request: it is read, meets a fault, is answered by whoever it is for, and waits its delay. */
export async function answerRequest(twin: Twin, raw: RawRequest, caller: Caller): Promise<TimedAnswer> {
  const { clock, stopSignal } = twin
  const answer = await answerAtOnce(twin, raw, caller)
  const waitMs = Math.min(answer.delayMs, caller.patienceMs ?? Number.POSITIVE_INFINITY)
  if (waitMs > 0) await clock.sleep(waitMs, AbortSignal.any([caller.signal, stopSignal]))
  // Beside dates of the twin's own clock, one of another clock would mislead.
  return { ...answer, headers: { ...answer.headers, date: dateAt(clock.now()) } }
}

async function answerAtOnce(twin: Twin, { body, ...head }: RawRequest, { origin }: Caller): Promise<TimedAnswer> {
  const decoded = decodeBody(body)
  if ('refusal' in decoded) return { ...toWire(decoded.refusal), delayMs: 0, ending: { kind: 'whole' } }
  const { pathname } = new URL(origin + head.path)
  const occasion = occasionOf(head.method, pathname)
  const fault = twin.script.next(occasion)
  if (occasion === 'output') return twin.outputs(pathname, fault)
  return executeRequest(twin, { ...head, body: decoded.text }, { origin, fault })
}

const lastDateMs = 8.64e15

const dateAt = (ms: number): string => new Date(Math.min(ms, lastDateMs)).toUTCString()
