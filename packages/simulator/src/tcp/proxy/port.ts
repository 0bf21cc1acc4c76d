import { once } from 'node:events'
import { createConnection, type Server, type Socket } from 'node:net'

/** A port of 127.0.0.1 that can refuse connections for a while without being lost to somebody else. */
export interface Port {
  readonly number: number
  /** Refuses connections from now on. */
  readonly shut: () => void
  /** Accepts them again. */
  readonly reopen: () => Promise<void>
}

/** What a port needs. */
export interface PortTools {
  /** A server that accepts connections. */
  readonly target: URL
  /** Sees every socket that is opened. */
  readonly onSocket: (socket: Socket) => void
}

/** Lets a server listen on a free port. */
export async function openPort(server: Server, { target, onSocket }: PortTools): Promise<Port> {
  await listen(server, 0)
  const address = server.address()
  const number = typeof address === 'object' && address !== null ? address.port : 0
  let holder: Socket | undefined
  return {
    number,
    shut() {
      server.close()
      // A port that nobody has is anybody's: a connection of our own that starts there keeps it.
      holder = createConnection({
        host: target.hostname,
        port: Number(target.port),
        localAddress: '127.0.0.1',
        localPort: number,
      })
      onSocket(holder)
    },
    async reopen() {
      const held = holder
      if (held === undefined) return
      holder = undefined
      held.resetAndDestroy()
      if (!held.closed) await once(held, 'close')
      await listen(server, number)
    },
  }
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
}
