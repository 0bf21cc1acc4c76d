import { type FaultKind, type FaultPhase, faultKinds, faultPhases } from '../proxy/fault.ts'

/** What the client asks for: a read of a task, or a picture with or without an idempotency key. */
export type RequestKind = 'get' | 'keyed' | 'keyless'

/** One situation: this fault, in this phase, of this request. */
export interface Cell {
  /** Unique in a run: an account of the service is named after it. */
  readonly name: string
  readonly kind: FaultKind
  readonly phase: FaultPhase
  readonly request: RequestKind
}

const requestKinds: readonly RequestKind[] = ['get', 'keyed', 'keyless']

/** All 216 cells. */
export const cells: readonly Cell[] = faultKinds.flatMap((kind) =>
  faultPhases.flatMap((phase) =>
    requestKinds.map((request) => ({ name: `${kind}-${phase}-${request}`, kind, phase, request })),
  ),
)

/** Whether the fault lasts until the client's attempt times out. Of every other kind the client learns earlier. */
export const isEndless = ({ kind }: Cell): boolean => kind === 'half_open' || kind === 'drip'

/** Whether nothing is lost by the fault, so that the request must come through at once. */
export const isHarmless = ({ kind }: Cell): boolean => kind === 'latency' || kind === 'slice'
