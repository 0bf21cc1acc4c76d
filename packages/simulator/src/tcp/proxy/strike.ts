import { setTimeout } from 'node:timers/promises'
import type { Fault, FaultPhase } from './fault.ts'
import type { End, Line } from './line.ts'

/** A part of an exchange on its way; in a moment, no bytes. */
export interface Leg {
  readonly phase: FaultPhase
  readonly to: End
  readonly bytes: Buffer
}

/** Whether the exchange goes on after a leg. */
export type Course = 'goes_on' | 'over'

const pauseMs = 200
// The request arrives after the client's attempt is over; the answer would take longer than any attempt.
const requestDripMs = 1_200
const answerDripMs = 30_000
const interimAnswer = Buffer.from('HTTP/1.1 102 Processing\r\n\r\n')
// Neither HTTP nor UTF-8.
const noise = 0xff
const noiseLength = 64

/** Lets a fault strike in a leg of its phase. `fail` takes the whole service away. */
export async function strike(
  fault: Fault,
  leg: Leg,
  { line, fail }: { readonly line: Line; readonly fail: () => void },
): Promise<Course> {
  const rest = await approach(fault, leg, line)
  const { kind, lastsMs } = fault
  switch (kind) {
    case 'latency':
      await setTimeout(lastsMs ?? pauseMs)
      break
    case 'drip':
      line.setPace({ dripMs: lastsMs ?? requestDripMs }, 'service')
      line.setPace({ dripMs: lastsMs ?? answerDripMs }, 'client')
      break
    case 'slice':
      line.setPace('sliced', 'client', 'service')
      break
    case 'slow_close':
      line.finish('client')
      break
    case 'half_open':
      return 'over'
    case 'stall':
      await setTimeout(lastsMs ?? pauseMs)
      line.finish('client', 'service')
      return 'over'
    case 'close':
    case 'cut':
      line.finish('client', 'service')
      return 'over'
    case 'reset':
    case 'cut_reset':
      line.reset()
      return 'over'
    case 'refused':
      fail()
      return 'over'
    case 'garbage':
      return litter(leg, rest, line)
  }
  await line.send(leg.to, rest)
  return 'goes_on'
}

/** Lets pass what comes before the place where the fault strikes. Resolves with what comes behind it. */
async function approach({ kind, atByte }: Fault, { phase, to, bytes }: Leg, line: Line): Promise<Buffer> {
  const isLate = kind === 'cut' || kind === 'cut_reset'
  if (isLate && phase === 'connect') await line.client.peek()
  if (isLate && phase === 'executed') await line.invent(interimAnswer)
  const place = isLate ? (atByte ?? Math.max(0, bytes.length - 1)) : Math.floor(bytes.length / 2)
  await line.send(to, bytes.subarray(0, place))
  return bytes.subarray(place)
}

async function litter({ phase }: Leg, rest: Buffer, line: Line): Promise<Course> {
  // In a body that keeps its length, only who reads it can notice.
  const isBody = phase === 'answer_body'
  await line.invent(Buffer.alloc(isBody ? rest.length : noiseLength, noise))
  if (isBody) return 'goes_on'
  line.finish('client', 'service')
  return 'over'
}
