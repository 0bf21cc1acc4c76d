import { createService, type ServiceOptions, type Stages } from '@nano-banana/emulator/service'
import { type Client, type ClientOptions, createClient, taskSchema } from '@nano-banana/node'
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts'

/** A client before the twin on virtual time, and all that is counted. */
export interface VirtualWorld {
  readonly client: Client
  readonly clock: VirtualClock
  /** What was asked, in a word each, and when, in milliseconds from the start. */
  readonly asked: readonly { readonly what: 'POST' | 'task' | 'page'; readonly atMs: number; readonly status: number }[]
  /** How long a task has been finished by now, in milliseconds. */
  readonly lagOf: (taskId: string) => number
  /** Makes tasks on the same account that the client knows nothing of. */
  readonly makeForeign: (count: number) => void
}

/** What differs between worlds. */
export interface WorldOptions {
  readonly service?: ServiceOptions
  readonly client?: Partial<ClientOptions>
  /** Where in the minute it begins, in milliseconds. */
  readonly offsetMs?: number
  /** One way, in milliseconds. */
  readonly travelMs?: number
}

const epochMs = Date.UTC(2026, 0, 1, 12)
const origin = 'https://outputs.example'
const authorization = 'Bearer sk-test-bench'

/** A new world. */
export function createVirtualWorld({
  service: given,
  client,
  offsetMs = 0,
  travelMs = 25,
}: WorldOptions = {}): VirtualWorld {
  const clock = createVirtualClock(epochMs + offsetMs)
  const service = createService({ latencyMs: 50, ...given })
  const asked: VirtualWorld['asked'][number][] = []
  const receive = (method: string, path: string, headers: Readonly<Record<string, string>>, body = '') =>
    service.receive({ method, path, headers: { ...headers, authorization }, body }, { nowMs: clock.now(), origin })

  // Callbacks travel as answers do, and enter by the one door.
  function deliver(): void {
    for (const delivery of service.courier.due(clock.now()))
      clock.at(clock.monotonic() + travelMs, () => {
        bench.observe(taskSchema.parse(JSON.parse(delivery.body)))
        service.courier.settle(delivery, { kind: 'answered', status: 204 }, clock.now())
      })
  }

  const bench = createClient({
    clock,
    transport: ({ method, path, headers, body, signal }) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
        const what = method === 'POST' ? 'POST' : path.includes('?') ? 'page' : 'task'
        clock.at(clock.monotonic() + travelMs, () => {
          const answer = receive(method, path, headers, body)
          asked.push({ what, atMs: clock.monotonic(), status: answer.status })
          const task = service.task(answer.createdTaskId ?? '')
          if (task?.request.callback) clock.at(clock.monotonic() + lifeOf(task), deliver)
          const date = new Date(clock.now()).toUTCString()
          clock.at(clock.monotonic() + answer.delayMs + travelMs, () =>
            resolve({ status: answer.status, headers: { ...answer.headers, date }, body: answer.body }),
          )
        })
      }),
    ...client,
  })

  return {
    clock,
    asked,
    client: bench,
    lagOf(taskId) {
      const record = service.task(taskId)
      if (record === undefined) throw new Error(`There is no task ${taskId}`)
      return clock.now() - record.createdAtMs - lifeOf(record)
    },
    makeForeign(count) {
      const body = JSON.stringify({ model: 'Nano-Banana-2', input: { prompt: 'foreign' } })
      for (let made = 0; made < count; made += 1)
        receive('POST', '/v1/tasks', { 'content-type': 'application/json' }, body)
    },
  }
}

const lifeOf = ({ stages: { queued, handling, archiving } }: { readonly stages: Stages }): number =>
  queued + handling + archiving
