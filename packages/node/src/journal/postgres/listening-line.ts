import { setTimeout as pause } from 'node:timers/promises'
import { backoff } from '@nano-banana/core'
import { channel } from './channel.ts'
import type { PostgresClient, PostgresNotification } from './postgres-pool.ts'

/** What a line takes. */
export interface ListeningLineTools {
  /** Gives a connection to the database, whose tables are there. */
  readonly connect: () => Promise<PostgresClient>
  /** Called with everything that is said. */
  readonly hear: (payload: string) => void
  /** Ends it. */
  readonly signal: AbortSignal
  /** How long a line may be silent until it is tried, in milliseconds. @default 30_000 */
  readonly trialMs?: number
  /** How long an answer may take, in milliseconds. @default 10_000 */
  readonly answerMs?: number
}

/** Keeps a connection that hears the tables' channel, and makes another when it breaks, until the signal aborts. */
export async function keepListening({
  trialMs = 30_000,
  answerMs = 10_000,
  ...tools
}: ListeningLineTools): Promise<void> {
  const { signal } = tools
  for (let failures = 0; !signal.aborted; failures += 1) {
    const onListening = (): void => {
      failures = 0
    }
    await listen({ ...tools, trialMs, answerMs, onListening }).catch(() => undefined)
    await pause(backoff(failures, Math.random), undefined, { signal, ref: false }).catch(() => undefined)
  }
}

interface ListenTools extends Required<ListeningLineTools> {
  readonly onListening: () => void
}

/** Listens until the connection breaks. */
async function listen({ connect, hear, trialMs, answerMs, onListening, ...tools }: ListenTools): Promise<never> {
  const client = await connect()
  const line = new AbortController()
  const signal = AbortSignal.any([tools.signal, line.signal])
  const onEnd = (): void => line.abort()
  const onNotification = ({ payload = '' }: PostgresNotification): void => hear(payload)
  // A network that forgets a connection tells neither end of it.
  const ask = (sql: string) =>
    Promise.race([
      client.query(sql),
      pause(answerMs, undefined, { signal, ref: false }).then(() => Promise.reject(new Error('No answer'))),
    ])
  client.on('error', onEnd)
  client.on('end', onEnd)
  client.on('notification', onNotification)
  try {
    const { rows } = await ask(`SELECT ${channel} AS channel`)
    await ask(`LISTEN ${rows[0]?.['channel']}`)
    onListening()
    for (;;) {
      await pause(trialMs, undefined, { signal, ref: false })
      await ask('SELECT 1')
    }
  } finally {
    // Whoever got it next would hear what it listens to.
    client.release(true)
    client.off('error', onEnd)
    client.off('end', onEnd)
    client.off('notification', onNotification)
  }
}
