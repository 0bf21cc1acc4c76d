import { createRandom, type Random } from '../random.ts'
import type { RequestFault } from './fault-kinds.ts'
import type { Plan } from './plan.ts'

/** What kind of request was seen on the wire. */
export type RequestKind = 'POST' | 'GET' | 'LIST'

/** One request, as the plan knows it: the nth of its kind that an operation sends. */
export interface RequestName {
  readonly id: string
  readonly kind: RequestKind
  readonly isKeyed: boolean
}

/** What befalls a request, and a stream for the details. */
export interface DrawnFault {
  readonly kind: RequestFault
  readonly random: Random
}

/** Draws what befalls one request. It depends on the request's name alone, not on what happened before. */
export function drawFault({ seed, rates }: Plan, { id, kind, isKeyed }: RequestName): DrawnFault | undefined {
  const random = createRandom(seed, 'request', id)
  const drawn = random.next()
  let sum = 0
  for (const [fault, rate] of rates) {
    sum += rate
    if (drawn < sum) return canBefall(fault, kind, isKeyed) ? { kind: fault, random } : undefined
  }
  return undefined
}

function canBefall(fault: RequestFault, kind: RequestKind, isKeyed: boolean): boolean {
  if (fault === 'unknown_status' || fault === 'stale' || fault === 'no_outputs') return kind !== 'POST'
  if (fault === 'processing') return kind === 'POST' && isKeyed
  if (fault === 'refused') return kind === 'POST'
  // A network that repeats a request without a key has paid twice before any client could act.
  return fault !== 'duplicated' || kind !== 'POST' || isKeyed
}
