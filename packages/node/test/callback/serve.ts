import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { onTestFinished } from 'vitest'

/** A real server for one test. */
export interface Served {
  readonly url: string
  readonly server: Server
  /** Sends these bytes over a connection of its own, piece by piece, and resolves with all that came back when it ends. */
  readonly exchange: (...pieces: readonly string[]) => Promise<string>
}

export async function serve(listener: RequestListener): Promise<Served> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, server, exchange: (...pieces) => exchange(port, pieces) }
}

function exchange(port: number, pieces: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let heard = ''
    socket.setEncoding('latin1').on('data', (text) => {
      heard += text
    })
    // A connection that is reset has ended, too.
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(heard))
    for (const piece of pieces) socket.write(piece, 'latin1')
  })
}

/** A listener that fails its test when it throws. */
export const listening =
  (work: (request: IncomingMessage, response: Parameters<RequestListener>[1]) => Promise<void>): RequestListener =>
  (request, response) =>
    void work(request, response).catch((error) => response.writeHead(599).end(String(error)))
