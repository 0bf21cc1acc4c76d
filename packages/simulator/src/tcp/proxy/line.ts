import { createConnection, type Socket } from 'node:net'
import { deliver, type Pace } from './deliver.ts'
import type { OpenExchange } from './exchange.ts'
import type { HttpMessage } from './http-message.ts'
import { createInbox, type Inbox } from './inbox.ts'

/** One end of a line. */
export type End = 'client' | 'service'

/** A client's connection and, as soon as something is sent on it, the one to the service behind it. */
export interface Line {
  readonly client: Inbox
  /** The service's next answer; nothing when it hung up. */
  readonly answer: () => Promise<HttpMessage | undefined>
  /** Passes bytes at the line's pace and counts them for the exchange that is open. */
  readonly send: (to: End, bytes: Buffer) => Promise<void>
  /** Sends the client bytes that are not the service's. */
  readonly invent: (bytes: Buffer) => Promise<void>
  /** How bytes pass to one end or both from now on. */
  readonly setPace: (pace: Pace, ...ends: readonly End[]) => void
  /** Whose bytes are counted from now on. */
  readonly follow: (exchange: OpenExchange) => void
  /** FIN to one end or both. */
  readonly finish: (...ends: readonly End[]) => void
  /** RST to both ends. */
  readonly reset: () => void
}

/** Where a line leads. */
export interface LineTools {
  readonly target: URL
  /** Sees every socket that is opened. */
  readonly onSocket: (socket: Socket) => void
}

/** Puts a line behind a connection that was accepted. */
export function openLine(client: Socket, { target, onSocket }: LineTools): Line {
  let service: { readonly socket: Socket; readonly inbox: Inbox } | undefined
  const paces: Record<End, Pace> = { client: 'whole', service: 'whole' }
  let exchange: OpenExchange | undefined
  const inbox = createInbox(client)
  const serviceEnd = (): { readonly socket: Socket; readonly inbox: Inbox } => {
    // The service closes what is idle for long; the client need not know.
    if (service?.socket.writable) return service
    const socket = createConnection({ host: target.hostname, port: Number(target.port), noDelay: true })
    onSocket(socket)
    service = { socket, inbox: createInbox(socket) }
    return service
  }
  return {
    client: inbox,
    answer: async () => service?.inbox.next(),
    async send(to, bytes) {
      if (bytes.length === 0) return
      const sent = await deliver(to === 'client' ? client : serviceEnd().socket, bytes, paces[to])
      exchange?.count(to === 'client' ? 'answer' : 'request', sent)
    },
    async invent(bytes) {
      exchange?.count('noise', await deliver(client, bytes, 'whole'))
    },
    setPace(pace, ...ends) {
      for (const end of ends) paces[end] = pace
    },
    follow(next) {
      exchange = next
    },
    finish(...ends) {
      if (ends.includes('client')) client.end()
      if (ends.includes('service')) service?.socket.end()
    },
    reset() {
      client.resetAndDestroy()
      service?.socket.resetAndDestroy()
    },
  }
}
