import type { Socket } from 'node:net'
import { firstMessage, type HttpMessage } from './http-message.ts'

/** The messages that arrive on a socket. It is always read, so that the peer's leaving is noticed at once. */
export interface Inbox {
  /** Resolves once a whole message has arrived, and leaves it there; nothing when the peer left before. */
  readonly peek: () => Promise<HttpMessage | undefined>
  /** Takes the next message; nothing when the peer left before it was whole. */
  readonly next: () => Promise<HttpMessage | undefined>
  readonly hasEnded: () => boolean
}

/** Starts to read a socket. */
export function createInbox(socket: Socket): Inbox {
  let bytes: Buffer = Buffer.alloc(0)
  let isOver = false
  let tell = (): void => undefined
  const end = (): void => {
    isOver = true
    tell()
  }
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk])
    tell()
  })
  socket.on('end', end)
  socket.on('close', end)

  const peek = async (): Promise<HttpMessage | undefined> => {
    for (;;) {
      const message = firstMessage(bytes)
      if (message !== undefined || isOver) return message
      await new Promise<void>((resolve) => {
        tell = resolve
      })
    }
  }
  return {
    peek,
    async next() {
      const message = await peek()
      if (message !== undefined) bytes = bytes.subarray(message.head.length + message.body.length)
      return message
    },
    hasEnded: () => isOver,
  }
}
