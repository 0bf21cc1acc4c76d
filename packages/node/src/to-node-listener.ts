import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { emitWarning } from 'node:process'
import { answers } from './callback/answers.ts'
import { linger } from './callback/linger.ts'
import { sendAnswer } from './callback/send-answer.ts'
import { spentBody } from './callback/spent-body.ts'

/** A handler on web standards. */
export type WebHandler = (request: Request) => Response | Promise<Response>

/** What `node:http` and Express call with each request. */
export type NodeListener = (incoming: IncomingMessage, outgoing: ServerResponse) => void

/** How a handler is served. */
export interface NodeListenerOptions {
  /** Hears why a request was answered with 500, or its answer broken off. @default a warning of the process */
  readonly reportError?: ((error: unknown) => void) | undefined
}

/**
 * Serves a web handler from `node:http`, Express and their like, with bodies streamed both ways. `request.signal` aborts
 * when the client goes away. A handler that throws is answered with a bare 500. Mount it before body parsers: where one
 * has left nothing of the bytes, that is a 500 too, and `reportError` hears what to do.
 *
 * @example
 * createServer(toNodeListener(relay)).listen(3000)
 * app.use('/api/nano-banana', toNodeListener(relay)) // Express; the handler sees the whole path
 */
export function toNodeListener(handler: WebHandler, { reportError = warn }: NodeListenerOptions = {}): NodeListener {
  return (incoming, outgoing) => {
    if (outgoing.destroyed) return
    const gone = new AbortController()
    // Kept to the end: the signal of a request that is collected as garbage aborts no more.
    let request: Request | undefined
    outgoing.on('close', () => {
      request = undefined
      if (!outgoing.writableFinished) gone.abort()
    })
    // To write to a client that has just gone is no error.
    outgoing.on('error', () => undefined)
    const serve = async (): Promise<void> => {
      request = toRequest(incoming, gone.signal)
      if (request) await send(await handler(request), outgoing, gone.signal)
      else sendAnswer(outgoing, answers.badRequest)
    }
    serve().catch((error: unknown) => {
      // What fails because the client is gone is no news.
      if (!gone.signal.aborted) report(error, reportError)
      fail(outgoing)
    })
  }
}

/** Nothing when it is no request that a web handler could be given. Throws when its body was read before. */
function toRequest(incoming: IncomingMessage, signal: AbortSignal): Request | undefined {
  const { method = 'GET', rawHeaders } = incoming
  const body = method === 'GET' || method === 'HEAD' ? null : bodyOf(incoming)
  try {
    const headers = new Headers()
    // Names and values take turns; a colon begins what HTTP/2 tells beside the headers.
    for (const [at, name] of rawHeaders.entries())
      if (at % 2 === 0 && !name.startsWith(':')) headers.append(name, rawHeaders[at + 1] ?? '')
    // A body that is read while it arrives has to be announced; not every platform's types know that.
    const init = { method, headers, body, signal, duplex: 'half' as const }
    return new Request(urlOf(incoming), init)
  } catch {
    return undefined
  }
}

function bodyOf(incoming: IncomingMessage): Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> {
  const spent = spentBody(incoming)
  // A copy, because what a request takes must not be shared memory.
  return spent ? Uint8Array.from(spent) : toStream(incoming)
}

function urlOf(incoming: IncomingMessage): URL {
  const { headers, socket, url = '/' } = incoming
  const host = headers[':authority'] ?? headers.host ?? 'localhost'
  // A slash, an @ or a space in it would change what the rest of the URL means.
  if (!/^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i.test(String(host))) throw new Error('No host')
  const origin = `${'encrypted' in socket ? 'https' : 'http'}://${host}`
  // Express takes the path of a mounted route off `url`, and keeps the whole of it here.
  const original: unknown = Reflect.get(incoming, 'originalUrl')
  const target = typeof original === 'string' ? original : url
  // Put together, not resolved: a path that begins with two slashes would name another host.
  if (target.startsWith('/')) return new URL(origin + target)
  const { pathname, search } = new URL(target)
  return new URL(origin + pathname + search)
}

function toStream(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  let forget: () => void
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const onData = (chunk: Uint8Array): void => {
          incoming.pause()
          controller.enqueue(chunk)
        }
        const onEnd = (): void => controller.close()
        const onError = (error: Error): void => controller.error(error)
        incoming.pause().on('data', onData).on('end', onEnd).on('error', onError)
        forget = () => void incoming.off('data', onData).off('end', onEnd).off('error', onError)
      },
      pull: () => void incoming.resume(),
      cancel: () => forget(),
    },
    // Nothing is read before the handler asks for it.
    { highWaterMark: 0 },
  )
}

async function send(response: Response, outgoing: ServerResponse, signal: AbortSignal): Promise<void> {
  const reader = response.body?.getReader()
  const stop = (): void => void reader?.cancel().catch(() => undefined)
  if (signal.aborted) return stop()
  signal.addEventListener('abort', stop)
  outgoing.on('finish', () => linger(outgoing.req))
  outgoing.statusCode = response.status
  for (const [name, value] of response.headers) {
    // What other layers have set of these stays.
    if (name === 'set-cookie' || name === 'vary') outgoing.appendHeader(name, value)
    else outgoing.setHeader(name, value)
  }
  if (reader && outgoing.req.method !== 'HEAD') return sendBody(reader, outgoing, signal)
  stop()
  outgoing.end()
}

async function sendBody(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  outgoing: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  outgoing.writeHead(outgoing.statusCode)
  // An event stream that has nothing to say yet is open all the same.
  const flush = setImmediate(() => outgoing.flushHeaders())
  try {
    for (;;) {
      const { done, value } = await reader.read()
      clearImmediate(flush)
      if (signal.aborted) return
      if (done) return void outgoing.end()
      if (!outgoing.write(value)) await once(outgoing, 'drain', { signal })
    }
  } finally {
    clearImmediate(flush)
  }
}

function fail(outgoing: ServerResponse): void {
  // Half an answer must not pass for a whole one.
  if (outgoing.headersSent) return void outgoing.destroy()
  for (const name of outgoing.getHeaderNames()) outgoing.removeHeader(name)
  sendAnswer(outgoing, answers.failed)
}

function report(error: unknown, reportError: (error: unknown) => void): void {
  try {
    reportError(error)
  } catch {
    // Whoever listens has no better place to be heard.
  }
}

function warn(error: unknown): void {
  emitWarning(error instanceof Error ? error : String(error))
}
