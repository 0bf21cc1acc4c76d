import { connect, type Socket } from 'node:net'
import type { SignedCallback } from './signed-callback.ts'

/** Sends callbacks over connections that stay open. */
export interface CallbackSender {
  /** Resolves to how long the acknowledgement took, in milliseconds, the wait for a free connection included. Rejects when there is none. */
  readonly send: (request: Buffer) => Promise<number>
  readonly close: () => void
}

/**
 * A sender with so many connections. It writes prepared bytes to plain sockets: an HTTP client costs more than the server
 * that is measured, and would be what is measured.
 */
export function createCallbackSender(port: number, connections: number): CallbackSender {
  const free = Array.from({ length: connections }, () => openLine(port))
  const all = [...free]
  const waiting: ((line: Line) => void)[] = []
  // To wake a process that sleeps costs whoever writes to it, and only a server that is too slow would let this one sleep.
  let awake = setImmediate(function stay() {
    awake = setImmediate(stay)
  })
  return {
    async send(request) {
      const startedAt = performance.now()
      const line = free.pop() ?? (await new Promise<Line>((resolve) => waiting.push(resolve)))
      const status = await line.ask(request)
      const next = waiting.shift()
      if (next) next(line)
      else free.push(line)
      if (status !== '200') throw new Error(`A callback was answered with ${status}`)
      return performance.now() - startedAt
    },
    close() {
      clearImmediate(awake)
      for (const { socket } of all) socket.destroy()
    },
  }
}

interface Line {
  readonly socket: Socket
  /** Resolves to the status of the answer. */
  readonly ask: (request: Buffer) => Promise<string>
}

function openLine(port: number): Line {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  let heard = ''
  let settle = { resolve: (_status: string): void => undefined, reject: (_error: Error): void => undefined }
  socket.setEncoding('latin1').on('data', (text) => {
    heard += text
    const head = heard.indexOf('\r\n\r\n')
    const length = /\r\ncontent-length: (\d+)\r\n/i.exec(heard)?.[1]
    if (head < 0 || heard.length < head + 4 + Number(length)) return
    const status = heard.slice(9, 12)
    heard = ''
    settle.resolve(status)
  })
  socket.on('error', (error) => settle.reject(error))
  socket.on('close', () => settle.reject(new Error('The server has closed a connection')))
  return {
    socket,
    ask: (request) =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject }
        if (socket.destroyed) reject(new Error('The server has closed a connection'))
        socket.write(request)
      }),
  }
}

/** A callback as the bytes of one request. */
export function requestOf({ headers, body }: SignedCallback): Buffer {
  const lines = Object.entries({ host: 'bench.example', ...headers }).map(([name, value]) => `${name}: ${value}`)
  return Buffer.from(['POST /hook HTTP/1.1', ...lines, '', body].join('\r\n'))
}
