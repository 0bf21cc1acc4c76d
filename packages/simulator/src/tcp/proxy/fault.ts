/**
 * What can befall a connection. Each strikes once, in the middle of its phase's part; `cut` and `cut_reset` at its end.
 * - `latency`: a pause, then everything goes on
 * - `drip`: the rest of the exchange passes drop by drop: the request arrives, but late, and the answer takes half a minute
 * - `slice`: the rest of the exchange passes in writes of one byte
 * - `half_open`: nothing passes any more, and nothing closes
 * - `stall`: silence, then FIN to both sides
 * - `reset`: RST to both sides
 * - `close`: FIN to both sides
 * - `slow_close`: FIN to the client, while everything that the client sends still reaches the service
 * - `cut`: as `close`, one byte before the part's end, or at byte `atByte`
 * - `cut_reset`: as `reset`, at the same place as `cut`
 * - `refused`: RST to every connection, and the port refuses new ones until `reopen`, as if the service restarted
 * - `garbage`: noise to the client in place of the rest of its answer
 */
export const faultKinds = [
  'latency',
  'drip',
  'slice',
  'half_open',
  'stall',
  'reset',
  'close',
  'slow_close',
  'cut',
  'cut_reset',
  'refused',
  'garbage',
] as const

/** One of the twelve. */
export type FaultKind = (typeof faultKinds)[number]

/**
 * When it strikes. Four phases are parts of the messages; two are moments, in which nothing passes:
 * - `connect`: the connection stands and nothing of it reached the service. `cut` and `cut_reset` take the whole request
 *   first; `refused` refuses the connection itself
 * - `request_head`: the head is on its way to the service. Of a GET, its first half
 * - `request_body`: the body is. A GET has none: the second half of its head, without which the service has no request
 * - `executed`: the service has answered, and no byte of that reached the client. `cut` and `cut_reset` let an interim
 *   answer (102) pass first
 * - `answer_head`, `answer_body`: the parts of the answer are on their way to the client
 */
export const faultPhases = [
  'connect',
  'request_head',
  'request_body',
  'executed',
  'answer_head',
  'answer_body',
] as const

/** One of the six. */
export type FaultPhase = (typeof faultPhases)[number]

/** What befalls which exchange, and when. */
export interface Fault {
  readonly kind: FaultKind
  readonly phase: FaultPhase
  /** How many bytes of the part pass before `cut` and `cut_reset`. @default all but the last */
  readonly atByte?: number
  /**
   * The pause of `latency`, the silence of `stall`, or what each part takes to `drip`, in milliseconds.
   * @default 200; of a drip 1_200 for a part of the request, 30_000 for a part of the answer
   */
  readonly lastsMs?: number
  /** Exchanges, or connections for `connect`, that pass unharmed first. @default 0 */
  readonly after?: number
}
