import type { IncomingMessage } from 'node:http'

const lingerMs = 500

/**
 * Ends a connection whose client is still sending although it has its answer. It may go on for half a second, unheard:
 * a connection that is closed while bytes arrive takes the answer with it.
 */
export function linger(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return
  const timer = setTimeout(() => request.socket.destroy(), lingerMs)
  request.once('close', () => clearTimeout(timer))
  request.resume()
}
