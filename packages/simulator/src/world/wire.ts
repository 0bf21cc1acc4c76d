import type { Fault } from '@nano-banana/emulator/service'
import type { RequestKind } from '../plan/fault-draw.ts'

/** A request as it is on the wire. */
export interface WireRequest {
  readonly method: string
  readonly path: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

/** What comes back of it. */
export type WireResult =
  | {
      /** Whole, cut off, or begun and never ended. */
      readonly kind: 'answer' | 'cut' | 'stalled'
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
    }
  | { readonly kind: 'lost'; readonly reason: 'unreachable' | 'untrusted' | 'interrupted' }

/** A whole answer, and how long the server takes for it. */
export interface ServerAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly delayMs: number
  /** The task that this very request made. */
  readonly executed: string | undefined
}

/** What a request comes with that is not on the wire. */
export interface Errand {
  readonly request: number
  readonly fault: Fault | undefined
}

/** Who answers at the other end of a hop. */
export interface Server {
  readonly hop: 'service' | 'relay'
  readonly receive: (request: WireRequest, errand: Errand) => Promise<ServerAnswer> | ServerAnswer
  /** Whose request it is: the operation, and what is wanted. */
  readonly label: (request: WireRequest) => { readonly kind: RequestKind; readonly operation: string }
}
