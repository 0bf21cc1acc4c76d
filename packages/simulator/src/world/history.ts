import type { RequestKind } from '../plan/fault-draw.ts'
import type { FaultKind } from '../plan/fault-kinds.ts'
import type { ServiceHappening } from './service-happening.ts'

/** How a caller asked the client for something. */
export type Method = 'generate' | 'create' | 'wait' | 'watch' | 'run' | 'resume' | 'get' | 'list' | 'submit'

/** What a client was told of one request. */
export interface Delivery {
  /** An HTTP status, or how the connection failed. */
  readonly result: number | 'unreachable' | 'untrusted' | 'interrupted' | 'incomplete'
  /** Whether the service itself refused: then nothing was executed by this attempt. */
  readonly isRefusal: boolean
  readonly isProcessing: boolean
  /** Whether the answer was whole, of 2xx, and made sense. */
  readonly isGood: boolean
  /** What a legal `Retry-After` asked for. */
  readonly askedMs: number | undefined
}

/** How a call ended, as its caller saw it. */
export interface Settlement {
  readonly isResolved: boolean
  readonly taskId: string | undefined
  /** How many outputs the caller got; nothing for a call that gives none. */
  readonly outputs: number | undefined
  /** The rejection, when there was one. */
  readonly error: unknown
}

/** Everything that happens in a world, as somebody outside of the client sees it. */
export type Happening =
  | { readonly type: 'phase'; readonly phase: 'chaos' | 'heal' }
  | {
      readonly type: 'called'
      readonly call: string
      readonly operation: string
      readonly machine: string
      readonly method: Method
      readonly key: string | false | undefined
      readonly deadlineMs: number
      readonly localMs: number
    }
  | { readonly type: 'observed'; readonly call: string; readonly status: string; readonly taskId: string | undefined }
  | { readonly type: 'aborted'; readonly call: string; readonly localMs: number }
  | ({ readonly type: 'settled'; readonly call: string; readonly localMs: number } & Settlement)
  | {
      readonly type: 'left'
      readonly request: number
      /** To the service, or from a browser to its relay. */
      readonly hop: 'service' | 'relay'
      readonly kind: RequestKind
      readonly operation: string
      /** The call that was under way for this operation on this machine. */
      readonly call: string | undefined
      /** The request that this one serves, when a relay sends it. */
      readonly serves: number | undefined
      readonly machine: string
      readonly key: string | undefined
      /** Whose money it asks for. */
      readonly account: 'first' | 'other'
      readonly body: string | undefined
      /** Their names. */
      readonly headers: readonly string[]
      readonly localMs: number
    }
  | ({ readonly type: 'delivered'; readonly request: number; readonly localMs: number } & Delivery)
  | { readonly type: 'executed'; readonly request: number; readonly taskId: string }
  | { readonly type: 'given_up'; readonly request: number; readonly localMs: number }
  | { readonly type: 'struck'; readonly fault: FaultKind; readonly id: string; readonly ms?: number }
  | { readonly type: 'started' | 'killed'; readonly machine: string }
  | { readonly type: 'reported'; readonly machine: string; readonly error: unknown }
  | ({ readonly type: 'rested'; readonly machine: string } & Leftovers)
  | { readonly type: 'finished'; readonly operation: string; readonly computer: string; readonly ending: Ending }
  | { readonly type: 'strayed'; readonly url: string }
  | { readonly type: 'relayed'; readonly status: number; readonly headers: readonly string[]; readonly body: string }
  | { readonly type: 'intruded'; readonly taskId: string; readonly status: number }
  | ServiceHappening

/** What a process still holds once all its callers have their answers. */
export interface Leftovers {
  readonly timers: number
  readonly openRequests: number
  readonly listeners: number
}

/** How the story of one wish ended for the person who had it. */
export type Ending =
  | { readonly kind: 'picture'; readonly taskId: string }
  | { readonly kind: 'failed_task'; readonly taskId: string }
  | { readonly kind: 'refused' }
  | { readonly kind: 'parked'; readonly why: 'keyless_unknown' | 'key_expired' }
  | { readonly kind: 'forgotten' }

/** One happening and when, in milliseconds of the world. */
export type Dated = Happening & { readonly atMs: number }

/** The log of a world. */
export interface History {
  readonly events: readonly Dated[]
  readonly add: (happening: Happening) => void
}

/** An empty log. */
export function createHistory(nowMs: () => number): History {
  const events: Dated[] = []
  return { events, add: (happening) => events.push({ ...happening, atMs: nowMs() }) }
}
