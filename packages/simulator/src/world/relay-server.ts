import type { AsyncLocalStorage } from 'node:async_hooks'
import type { Client } from '@nano-banana/core'
import { createRelay } from '@nano-banana/node'
import type { History } from './history.ts'
import type { Machine } from './machine.ts'
import type { VirtualTime } from './virtual-time.ts'
import type { Server, WireRequest } from './wire.ts'

/** What a relay server is made of. */
export interface RelayServerTools {
  readonly client: Client
  readonly machine: Machine
  readonly time: VirtualTime
  readonly history: History
  /** The request that is being served. */
  readonly serving: AsyncLocalStorage<number>
  readonly operationOf: (taskId: string) => string | undefined
}

const base = 'https://app.example/api/nano-banana'

/** An app's own server: the shipped relay before the shipped client. It knows its users by a header. */
export function createRelayServer({ client, machine, time, history, serving, operationOf }: RelayServerTools): Server {
  const relay = createRelay({
    client: told(client, () => release()),
    secret: 'a secret of thirty-two characters',
    basePath: '/api/nano-banana',
    authorize: ({ headers }) => ({ id: headers.get('x-user') ?? '' }),
    clock: machine.clock,
    reportError: (error) => history.add({ type: 'reported', machine: machine.name, error }),
  })
  // The relay derives keys on threads of the platform, which know nothing of virtual time: one request at a time.
  let tail = Promise.resolve()
  let release = (): void => undefined

  async function takeTurn(): Promise<() => void> {
    const before = tail
    let pass = (): void => undefined
    tail = new Promise((resolve) => {
      pass = resolve
    })
    await before
    const letGo = time.hold()
    const mine = (): void => {
      letGo()
      pass()
    }
    release = mine
    return mine
  }

  // Somebody else has learned the id, and asks for the task.
  async function intrude(taskId: string): Promise<void> {
    const { status } = await relay(new Request(`${base}/tasks/${taskId}`, { headers: { 'x-user': 'somebody else' } }))
    history.add({ type: 'intruded', taskId, status })
  }

  return {
    hop: 'relay',
    label: ({ method, path, body = '' }) => {
      if (method === 'POST') return { kind: 'POST', operation: /picture (\w+)/.exec(body)?.[1] ?? 'unknown' }
      return { kind: 'GET', operation: operationOf(path.split('/').at(-1) ?? '') ?? 'unknown' }
    },
    async receive({ method, path, headers, body }: WireRequest, { request }) {
      const endTurn = await takeTurn()
      const asked = new Request(base + path.replace(/^\/v1/, ''), {
        ...{ method, headers },
        ...(body !== undefined && { body }),
      })
      const response = await serving.run(request, () => relay(asked))
      endTurn()
      const text = await response.text()
      const { status } = response
      const [, made] = /"taskId":"([\w-]+)"/.exec(text) ?? []
      if (method === 'POST' && made !== undefined) time.at(time.nowMs() + 1_000, () => void intrude(made))
      history.add({ type: 'relayed', status, headers: [...response.headers.keys()], body: text })
      return { status, headers: Object.fromEntries(response.headers), body: text, delayMs: 0, executed: undefined }
    },
  }
}

// From the first call of the client on, everything waits by virtual time.
const told = (client: Client, onCall: () => void): Client => ({
  ...client,
  tasks: {
    ...client.tasks,
    create(request, options) {
      onCall()
      return client.tasks.create(request, options)
    },
    get(taskId, options) {
      onCall()
      return client.tasks.get(taskId, options)
    },
  },
})
