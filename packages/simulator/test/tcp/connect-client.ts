import { createConnection } from 'node:net'
import { onTestFinished } from 'vitest'

/** A plain TCP client. */
export interface TestClient {
  readonly send: (text: string) => void
  /** Everything received so far, one character a byte. */
  readonly heard: () => string
  /** `FIN`, or the code of the socket's error; nothing while the connection stands. */
  readonly ended: () => string | undefined
}

/** Connects to a URL. The connection ends with the test. */
export function connectClient(url: string): TestClient {
  const { hostname, port } = new URL(url)
  const socket = createConnection({ host: hostname, port: Number(port), noDelay: true })
  let heard = ''
  let ended: string | undefined
  socket.on('data', (chunk) => {
    heard += chunk.toString('latin1')
  })
  socket.on('end', () => {
    ended = 'FIN'
  })
  socket.on('error', (error) => {
    ended = 'code' in error ? String(error.code) : error.message
  })
  onTestFinished(() => void socket.destroy())
  return { send: (text) => void socket.write(text), heard: () => heard, ended: () => ended }
}
