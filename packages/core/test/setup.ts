import {
  type AnyNanoBananaError,
  type Client,
  type ClientOptions,
  type CreateWatch,
  createClient,
  type TaskSnapshot,
  type TransportRequest,
  type WatchedTask,
  type WatchTools,
} from '../src/index.ts'
import { createFakeClock, type FakeClock } from './fake-clock.ts'
import { createFakeTransport, type Turn } from './fake-transport.ts'

/** A client on virtual time with a scripted service, and the lists that tell what happened. */
export interface Setup {
  readonly client: Client
  readonly clock: FakeClock
  readonly requests: readonly TransportRequest[]
  /** When each request left, in milliseconds of virtual time. */
  readonly sentAt: readonly number[]
  /** What listeners threw. */
  readonly reported: readonly unknown[]
}

/** Parts of the client that a test replaces; `deadlineMs` says which sleep is the deadline's own. */
export type SetupOptions = Partial<ClientOptions> & { readonly deadlineMs?: number }

/** Jitter is one half, keys are key-1, key-2, ... */
export const setup = (...script: readonly Turn[]): Setup => setupWith({}, ...script)

export function setupWith({ deadlineMs = 600_000, ...options }: SetupOptions, ...script: readonly Turn[]): Setup {
  const clock = createFakeClock({ deadlineMs })
  const { transport, requests } = createFakeTransport(...script)
  const sentAt: number[] = []
  const reported: unknown[] = []
  let keys = 0
  const client = createClient({
    transport: (request) => {
      sentAt.push(clock.monotonic())
      return transport(request)
    },
    clock,
    random: () => 0.5,
    newKey: () => `key-${++keys}`,
    reportError: (error) => reported.push(error),
    ...options,
  })
  return { client, clock, requests, sentAt, reported }
}

/** A watch that tells what a generator yields, for as long as somebody follows. */
export const following =
  (snapshots: (task: WatchedTask, tools: WatchTools) => AsyncIterable<TaskSnapshot>): CreateWatch =>
  (tools) => ({
    follow(task, follower) {
      let isLeft = false
      const tell = async (): Promise<void> => {
        for await (const snapshot of snapshots(task, tools)) {
          follower.see(snapshot)
          if (isLeft) return
        }
      }
      tell().catch((error) => follower.fail(error))
      return () => {
        isLeft = true
      }
    },
    observe: () => undefined,
  })

/** Requests in a word each. */
export const words = (requests: readonly TransportRequest[]): readonly string[] =>
  requests.map(({ method, path }) => `${method} ${path.replace(/tk-hiapi-\w+/, ':id')}`)

/** What a promise rejects with. */
export async function errorOf(promise: Promise<unknown>): Promise<AnyNanoBananaError> {
  const told = await promise.then(
    (value) => ({ value }),
    (error: AnyNanoBananaError) => ({ error }),
  )
  if ('error' in told) return told.error
  throw new Error(`It resolved: ${JSON.stringify(told.value)}`)
}

/** Everything an async iterable tells. */
export async function listOf<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}
