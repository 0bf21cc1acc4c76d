import type { IncomingMessage } from 'node:http'
import { spentBodyError } from './spent-body-error.ts'

/**
 * The bytes of a body that a framework has read already; nothing when it still waits to be read.
 * Throws `InvalidInputError` when only what a parser made of them is left.
 */
export function spentBody(request: IncomingMessage): Uint8Array | undefined {
  if (!request.readableDidRead && !request.readableEnded) return undefined
  // Where cloud functions and express.raw() keep them.
  for (const place of ['rawBody', 'body']) {
    const kept: unknown = Reflect.get(request, place)
    if (kept instanceof Uint8Array) return kept
  }
  if (hasNoBody(request)) return new Uint8Array()
  throw spentBodyError()
}

const hasNoBody = ({ headers, httpVersionMajor }: IncomingMessage): boolean =>
  headers['content-length'] === '0' ||
  (httpVersionMajor === 1 && headers['content-length'] === undefined && headers['transfer-encoding'] === undefined)
