import { Agent, request } from 'node:http'
import type { SignedCallback } from './signed-callback.ts'

/** Sends callbacks over connections that stay open. */
export interface CallbackSender {
  /** Resolves to how long the acknowledgement took, in milliseconds. Rejects when there is none. */
  readonly send: (callback: SignedCallback) => Promise<number>
  readonly close: () => void
}

/** A sender with so many connections. */
export function createCallbackSender(port: number, connections: number): CallbackSender {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  return {
    send: ({ headers, body }) =>
      new Promise((resolve, reject) => {
        const startedAt = performance.now()
        const sent = request({ agent, port, host: '127.0.0.1', path: '/hook', method: 'POST', headers }, (answer) => {
          answer.resume().on('end', () => {
            if (answer.statusCode === 200) resolve(performance.now() - startedAt)
            else reject(new Error(`A callback was answered with ${answer.statusCode}`))
          })
        })
        sent.on('error', reject).end(body)
      }),
    close: () => agent.destroy(),
  }
}
