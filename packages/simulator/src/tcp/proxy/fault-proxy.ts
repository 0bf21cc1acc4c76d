import { createServer, type Socket } from 'node:net'
import type { Exchange, OpenExchange } from './exchange.ts'
import type { Fault, FaultPhase } from './fault.ts'
import { openPort } from './port.ts'
import { serveConnection } from './serve-connection.ts'

/** Where a proxy leads, and what befalls the exchanges on the way. */
export interface FaultProxyOptions {
  /** URL of a server on this machine. */
  readonly target: string
  /** Strikes once; then the proxy behaves. @default nothing strikes */
  readonly fault?: Fault
}

/** A TCP proxy on 127.0.0.1 that does harm on purpose, once. */
export interface FaultProxy {
  readonly url: string
  readonly hasStruck: () => boolean
  /** Every request that was seen, oldest first, as things stand now. */
  readonly exchanges: () => readonly Exchange[]
  /** Ends the refusals of `refused`. */
  readonly reopen: () => Promise<void>
  /** Stops listening and drops open connections. */
  readonly close: () => Promise<void>
}

/** Starts a proxy on a free port. */
export async function startFaultProxy({ target, fault }: FaultProxyOptions): Promise<FaultProxy> {
  const sockets = new Set<Socket>()
  const exchanges: OpenExchange[] = []
  let connections = 0
  let armed = fault

  const onSocket = (socket: Socket): void => {
    sockets.add(socket)
    // Errors are what a proxy of faults is about; the close that follows is noticed.
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  }
  const takeFault = (phase: FaultPhase): Fault | undefined => {
    const passed = (phase === 'connect' ? connections : exchanges.length) - 1
    if (armed?.phase !== phase || passed < (armed.after ?? 0)) return undefined
    const taken = armed
    armed = undefined
    return taken
  }
  const fail = (): void => {
    const open = [...sockets]
    port.shut()
    for (const socket of open) socket.resetAndDestroy()
  }
  const server = createServer({ noDelay: true }, (socket) => {
    onSocket(socket)
    connections += 1
    void serveConnection(socket, {
      connection: connections,
      target: new URL(target),
      onSocket,
      takeFault,
      record: (exchange) => exchanges.push(exchange),
      fail,
    })
  })
  const port = await openPort(server, { target: new URL(target), onSocket })
  // A refused connection is never seen here: the port must be shut before it is tried.
  if (fault?.kind === 'refused' && fault.phase === 'connect') {
    armed = undefined
    fail()
  }
  return {
    url: `http://127.0.0.1:${port.number}`,
    hasStruck: () => fault !== undefined && armed === undefined,
    exchanges: () => exchanges.map((exchange) => exchange.read()),
    reopen: port.reopen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
