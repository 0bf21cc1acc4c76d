import type { HttpMessage } from './http-message.ts'

/** How much of a message arrived. */
export type Extent = 'nothing' | 'part' | 'whole'

/** One request that the proxy saw, and what became of it. */
export interface Exchange {
  /** Which of the proxy's connections carried it, counted from 1. */
  readonly connection: number
  readonly method: string
  readonly path: string
  /** The request's head and body as the client wrote them. */
  readonly head: string
  readonly body: string
  /** How much of the request was passed to the service. */
  readonly reached: Extent
  /** How much of the service's own answer was passed to the client. */
  readonly answered: Extent
  /** Whether the client, still there, waits for something. */
  readonly isAwaited: boolean
  /** Whether the proxy is still at work on it, be it that the client has left. */
  readonly isUnderWay: boolean
}

/** An exchange while it goes on. */
export interface OpenExchange {
  /** Counts bytes: of the request to the service, of its answer to the client, or of noise in the answer's place. */
  readonly count: (kind: 'request' | 'answer' | 'noise', bytes: number) => void
  /** The answer is known from now on. */
  readonly expect: (answer: HttpMessage) => void
  /** The proxy's work on it begins, and ends. */
  readonly begin: () => void
  readonly end: () => void
  readonly read: () => Exchange
}

/** The connection that carries an exchange. */
export interface Carrier {
  readonly connection: number
  /** Whether the client has closed it. */
  readonly hasLeft: () => boolean
}

/** Opens the record of one exchange. */
export function openExchange(request: HttpMessage, { connection, hasLeft }: Carrier): OpenExchange {
  const head = request.head.toString('latin1')
  const [method = '', path = ''] = head.split(' ', 2)
  const passed = { request: 0, answer: 0, noise: 0 }
  let answerLength = Number.POSITIVE_INFINITY
  let isUnderWay = false
  return {
    count(kind, bytes) {
      passed[kind] += bytes
    },
    expect(answer) {
      answerLength = lengthOf(answer)
    },
    begin() {
      isUnderWay = true
    },
    end() {
      isUnderWay = false
    },
    read: () => ({
      connection,
      method,
      path,
      head,
      body: request.body.toString('utf8'),
      reached: extentOf(passed.request, lengthOf(request)),
      answered: extentOf(passed.answer, answerLength),
      isAwaited: passed.answer + passed.noise < answerLength && !hasLeft(),
      isUnderWay,
    }),
  }
}

const lengthOf = ({ head, body }: HttpMessage): number => head.length + body.length

function extentOf(passed: number, length: number): Extent {
  if (passed === 0) return 'nothing'
  return passed < length ? 'part' : 'whole'
}
