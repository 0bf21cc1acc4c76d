import {
  type Client,
  type ClientOptions,
  createClient,
  sharedWatch,
  type Transport,
  type TransportResponse,
} from '../src/index.ts'
import { createFakeClock, type FakeClock } from './fake-clock.ts'
import { ok, refusal, throttled, wireOutput, wireTask } from './wire.ts'

/** Parts of the client that a test replaces, and how its service behaves. */
export interface AccountOptions extends Partial<ClientOptions> {
  /** How long the service works at the nth task. */
  readonly lifeMs?: (nth: number) => number
  /** From the moment that a request leaves to its answer. */
  readonly latencyMs?: number
  /** For so long the list does not show a new task. */
  readonly listLagMs?: number
  /** Requests a minute that the service allows, and tells of. */
  readonly limit?: number
  /** How long the computer has slept so far. */
  readonly sleptMs?: () => number
  /** What the service answers instead, to the nth request of a kind: `create`, `page 1` or a task's id. */
  readonly insteadOf?: (what: string, nth: number) => TransportResponse | undefined
}

/** A client that shares its looks, on virtual time, and a service that keeps an account of tasks. */
export interface Account {
  readonly client: Client
  readonly clock: FakeClock
  /** Every read, and when it left: `page 1` or a task's id. */
  readonly looks: readonly (readonly [string, number])[]
  /** What each read asked for. */
  readonly looked: () => readonly string[]
  /** Puts a task into the account that this client has not made; returns its id. */
  readonly add: (lifeMs: number) => string
  /** When each task was made. */
  readonly made: readonly number[]
  /** Requests that are not answered yet. */
  readonly open: () => number
  /** Requests beyond the limit. */
  readonly refused: () => number
}

/** Tasks are `task-1`, `task-2`, ... in the order of their creation, whoever makes them. */
export function setupAccount({
  lifeMs = () => 10_000,
  latencyMs = 50,
  listLagMs = 0,
  limit,
  sleptMs = () => 0,
  insteadOf = () => undefined,
  ...options
}: AccountOptions = {}): Account {
  const clock = createFakeClock()
  const tasks: { readonly id: string; readonly bornMs: number; readonly endMs: number }[] = []
  const looks: [string, number][] = []
  const made: number[] = []
  const asked = new Map<string, number>()
  const minutes = new Map<number, number>()
  let open = 0
  let refused = 0

  function add(life: number): string {
    const id = `task-${tasks.length + 1}`
    tasks.push({ id, bornMs: clock.now(), endMs: clock.now() + life })
    made.push(clock.monotonic())
    return id
  }

  function show({ id, bornMs, endMs }: (typeof tasks)[number]): Record<string, unknown> {
    const created = Math.floor(bornMs / 1_000)
    const isOver = clock.now() >= endMs
    const end = { completed: Math.floor(endMs / 1_000), output: [wireOutput] }
    return wireTask(isOver ? 'success' : 'handling', { taskId: id, created, ...(isOver && end) })
  }

  function list(page: number, size: number): Record<string, unknown> {
    const known = tasks.filter(({ bornMs }) => bornMs + listLagMs <= clock.now()).reverse()
    return { page, size, total: known.length, tasks: known.slice((page - 1) * size, page * size).map(show) }
  }

  function answer(what: string): TransportResponse {
    const nth = (asked.get(what) ?? 0) + 1
    asked.set(what, nth)
    const instead = insteadOf(what, nth)
    if (instead) return instead
    if (what === 'create') return ok({ taskId: add(lifeMs(tasks.length + 1)) })
    const page = /^page (\d+)$/.exec(what)?.[1]
    if (page !== undefined) return ok(list(Number(page), 100))
    const task = tasks.find(({ id }) => id === what)
    return task ? ok(show(task)) : refusal(404, 'NOT_FOUND')
  }

  function count(most: number, answer: () => TransportResponse): TransportResponse {
    const minute = Math.floor(clock.now() / 60_000)
    const used = (minutes.get(minute) ?? 0) + 1
    minutes.set(minute, used)
    const headers = {
      date: new Date(clock.now()).toUTCString(),
      'x-ratelimit-limit': `${most}`,
      'x-ratelimit-remaining': `${Math.max(0, most - used)}`,
      'x-ratelimit-reset': `${(minute + 1) * 60}`,
    }
    if (used > most) refused += 1
    const told = used > most ? throttled('1') : answer()
    return { ...told, headers: { ...told.headers, ...headers } }
  }

  const transport: Transport = async ({ method, path, signal }) => {
    const read = path.replace('/v1/tasks/', '').replace(/^.*\?page=(\d+)&size=100$/, 'page $1')
    const what = method === 'POST' ? 'create' : read
    if (method === 'GET') looks.push([what, clock.monotonic()])
    open += 1
    try {
      await clock.sleep(latencyMs / 2, signal)
      const told = limit === undefined ? answer(what) : count(limit, () => answer(what))
      await clock.sleep(latencyMs / 2, signal)
      return told
    } finally {
      open -= 1
    }
  }

  const sleepyClock = { ...clock, monotonic: () => clock.monotonic() + sleptMs() }
  const parts = { transport, clock: sleepyClock, random: () => 0.5, watch: sharedWatch(), ...options }
  return {
    client: createClient(parts),
    ...{ clock, looks, made, add },
    looked: () => looks.map(([what]) => what),
    open: () => open,
    refused: () => refused,
  }
}
