import { createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** What a service of the tests received on one connection. */
export interface Received {
  bytes: string
  /** How the other side ended it. */
  ended: 'FIN' | 'RST' | undefined
}

/** The answer to every request. */
export const answerHead = 'HTTP/1.1 200 OK\r\ncontent-length: 26\r\n\r\n'
export const answerBody = 'abcdefghijklmnopqrstuvwxyz'

/** A plain TCP server that answers each request: a POST ends with `!`, a GET with the header `host: nowhere`. */
export async function startService(): Promise<{ readonly url: string; readonly connections: readonly Received[] }> {
  const connections: Received[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    const received: Received = { bytes: '', ended: undefined }
    connections.push(received)
    sockets.add(socket)
    socket.on('data', (chunk) => {
      received.bytes += chunk
      if (/(!|nowhere\r\n\r\n)$/.test(received.bytes)) socket.write(answerHead + answerBody)
    })
    socket.on('end', () => {
      received.ended = 'FIN'
    })
    socket.on('error', () => {
      received.ended = 'RST'
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return { url: `http://127.0.0.1:${address.port}`, connections }
}
