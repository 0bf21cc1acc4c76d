import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** A real server for one test. Each request gets the next answer of the script; the last one repeats. */
export interface FileHost {
  readonly origin: string
  readonly requests: readonly IncomingMessage[]
  /** Connections made so far, requests or not. */
  readonly connections: () => number
  /** Connections that are open now. */
  readonly open: () => Promise<number>
}

export async function startFileHost(...script: readonly RequestListener[]): Promise<FileHost> {
  const requests: IncomingMessage[] = []
  let connections = 0
  const server = createServer((request, response) => {
    requests.push(request)
    script[Math.min(requests.length, script.length) - 1]?.(request, response)
  })
  server.on('connection', () => {
    connections += 1
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    connections: () => connections,
    open: () => new Promise((resolve) => server.getConnections((_, count) => resolve(count))),
  }
}

export const sends =
  (body: Buffer | string, headers: Record<string, string> = {}): RequestListener =>
  (_, response) => {
    response.writeHead(200, { 'content-length': Buffer.byteLength(body), ...headers }).end(body)
  }

/** No length is declared: the body comes in pieces. */
export const sendsPieces =
  (...pieces: readonly Buffer[]): RequestListener =>
  (_, response) => {
    for (const piece of pieces) response.write(piece)
    response.end()
  }

export const says =
  (status: number, headers: Record<string, string> = {}): RequestListener =>
  (_, response) => {
    response.writeHead(status, headers).end('an error page')
  }

export const redirectsTo =
  (location: string, status = 302): RequestListener =>
  (_, response) => {
    response.writeHead(status, { location }).end('moved')
  }

/** Declares the whole body, sends half of it, and hangs up. */
export const cutsOff =
  (body: Buffer): RequestListener =>
  (_, response) =>
    sendHalf(body, response, () => response.socket?.destroy())

/** Sends half of the body and then nothing, ever. */
export const stalls =
  (body: Buffer, onStalled: () => void = () => undefined): RequestListener =>
  (_, response) =>
    sendHalf(body, response, onStalled)

export const hangsUp: RequestListener = (_, response) => {
  response.socket?.destroy()
}

export const neverAnswers: RequestListener = () => undefined

function sendHalf(body: Buffer, response: ServerResponse, onSent: () => void): void {
  response.writeHead(200, { 'content-length': body.length })
  response.write(body.subarray(0, body.length / 2), () => onSent())
}
