import { type Journal, memoryJournal } from '@nano-banana/core'
import { type EmulatorOptions, startEmulator } from '@nano-banana/emulator'
import {
  createGenerationService,
  createNanoBanana,
  createRelay,
  type GenerationServiceOptions,
  type NanoBananaOptions,
  type NodeRelayOptions,
  pollWatch,
  type RelayUser,
} from '@nano-banana/node'
import * as edge from '@nano-banana/node/edge'
import { onTestFinished } from 'vitest'

/** Where a relay keeps whose tasks there are; on the edge, with the client and the relay of web standards. */
export const keepings = ['client', 'service', 'client on the edge'] as const

export type Keeping = (typeof keepings)[number]

/** The key that must never be seen. */
export const canary = 'sk-test-CANARY-relay-42'
export const secret = 'a secret of thirty-two characters'
export const basePath = '/api/nano-banana'
export const wish = { model: 'Nano-Banana-2', input: { prompt: 'a cat' } }
export const instant = { queued: 0, handling: 0, archiving: 0 }

/** A request as it left for the service. */
export interface Upstream {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What a test relay is made with. */
export interface RelaySetupOptions {
  readonly emulator?: EmulatorOptions
  readonly client?: NanoBananaOptions
  readonly relay?: object
  readonly users?: Readonly<Record<string, RelayUser['limits']>>
  readonly journal?: Journal<undefined>
  readonly service?: Partial<GenerationServiceOptions<undefined>>
}

/** A relay before a twin of the API. It knows its users by a header. */
export async function setupRelay(keeping: Keeping, options: RelaySetupOptions = {}) {
  const emulator = await startEmulator({ stages: instant, quota: 0, ...options.emulator })
  onTestFinished(emulator.close)
  const upstream: Upstream[] = []
  const reported: unknown[] = []
  const record: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    const { method, url, headers } = request
    upstream.push({ method, url, headers: Object.fromEntries(headers), body: await request.clone().text() })
    return fetch(request)
  }
  const isOnEdge = keeping === 'client on the edge'
  const client = (isOnEdge ? edge.createNanoBanana : createNanoBanana)({
    ...{ apiKey: canary, baseUrl: emulator.url, watch: pollWatch({ intervalMs: 20 }), fetch: record },
    ...options.client,
  })
  const journal = options.journal ?? memoryJournal()
  const reportError = (error: unknown): void => void reported.push(error)
  const service = createGenerationService({ client, journal, secret, reportError, ...options.service })
  onTestFinished(service.close)
  const settings = {
    basePath,
    trustedOrigins: [emulator.url],
    reportError,
    authorize: ({ headers }: Request): RelayUser | undefined => {
      const id = headers.get('x-user')
      return id ? { id, limits: options.users?.[id] } : undefined
    },
    ...options.relay,
  } as Omit<NodeRelayOptions, 'service' | 'client' | 'secret'>
  const start = (more: object = {}) =>
    (isOnEdge ? edge.createRelay : createRelay)({
      ...settings,
      ...(keeping === 'service' ? { service } : { client, secret }),
      ...more,
    } as NodeRelayOptions)
  const relay = start()
  const ask = (user: string, path: string, init: RequestInit = {}, to = relay) =>
    to(new Request(`http://app.example${basePath}${path}`, { ...init, headers: { 'x-user': user, ...init.headers } }))
  const create = (
    user: string,
    body: unknown = wish,
    headers: Record<string, string> = { 'idempotency-key': 'operation-1' },
  ) =>
    ask(user, '/tasks', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  return { emulator, client, service, journal, upstream, reported, relay, start, ask, create }
}

/** What an answer's envelope holds. */
export const dataOf = async (response: Promise<Response>) => (await (await response).json()).data

/** Reads an event stream until what it has said satisfies, then leaves it. */
export async function readUntil(response: Response, isEnough: (text: string) => boolean): Promise<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (reader && !isEnough(text)) {
    const { done, value } = await reader.read()
    if (done) break
    text += value
  }
  await reader?.cancel()
  return text
}

/** The tasks that a stream has told of, in order. */
export const tasksIn = (text: string): readonly { readonly taskId: string; readonly status: string }[] =>
  [...text.matchAll(/^event: task\ndata: (.*)$/gm)].map(([, json = '']) => JSON.parse(json))
