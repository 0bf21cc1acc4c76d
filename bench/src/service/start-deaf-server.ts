import { createServer } from 'node:net'
import { listen } from './listen.ts'

/** A server that takes connections and never says a word. */
export interface DeafServer {
  /** An https address: the handshake begins there and does not end, so that whoever calls stays connecting. */
  readonly url: string
  readonly connections: () => number
  readonly close: () => Promise<void>
}

/** Starts one. `onHello` is called when the first bytes of a handshake arrive. */
export async function startDeafServer(onHello: () => void): Promise<DeafServer> {
  let connections = 0
  const server = createServer((socket) => {
    connections += 1
    socket.once('data', onHello)
  })
  const { port, close } = await listen(server)
  return { url: `https://127.0.0.1:${port}`, connections: () => connections, close }
}
