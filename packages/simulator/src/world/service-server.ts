import { createService, type Ledger, type Service, type ServiceOptions } from '@nano-banana/emulator/service'
import type { Plan } from '../plan/plan.ts'
import { epochMs } from './machine.ts'
import type { VirtualTime } from './virtual-time.ts'
import type { Server, WireRequest } from './wire.ts'

/** The emulator's machine at the end of the last hop. */
export interface ServiceServer extends Server {
  readonly ledger: Ledger
  readonly courier: Service['courier']
  readonly task: Service['task']
  /** When a task became terminal, in milliseconds of the world. */
  readonly endedMs: (taskId: string) => number | undefined
  /** The operation that a task was made for. */
  readonly operationOf: (taskId: string) => string | undefined
}

/** The prompt that tells an operation by; the service fails a task when it is asked to. */
export const promptOf = (operation: string, isDoomed: boolean): string =>
  `picture ${operation}${isDoomed ? ' [fail]' : ''}`

const origin = 'https://outputs.example'

/** The service of one world. */
export function createServiceServer(
  { seed, quota, speed }: Plan,
  time: VirtualTime,
  callbacks: Pick<ServiceOptions, 'callbacks' | 'webhookSecret'> = {},
): ServiceServer {
  const service = createService({ speed, seed, quota, ...callbacks })

  return {
    hop: 'service',
    ledger: service.ledger,
    courier: service.courier,
    task: service.task,
    endedMs(taskId) {
      const task = service.task(taskId)
      if (task === undefined) return undefined
      const { queued, handling, archiving } = task.stages
      return task.createdAtMs + queued + handling + archiving - epochMs
    },
    operationOf: (taskId) => operationIn(service.task(taskId)?.request.input.prompt),
    receive({ method, path, headers, body = '' }, { fault }) {
      const arrival = { nowMs: epochMs + time.nowMs(), origin, ...(fault && { fault }) }
      const answer = service.receive({ method, path, headers, body }, arrival)
      return { ...answer, executed: answer.createdTaskId }
    },
    label: (request) => labelOf(request, service),
  }
}

function labelOf({ method, path, body = '' }: WireRequest, service: Service): ReturnType<Server['label']> {
  if (method === 'POST') return { kind: 'POST', operation: operationIn(body) ?? 'unknown' }
  const [, taskId] = /^\/v1\/tasks\/([\w-]+)$/.exec(path) ?? []
  if (taskId === undefined) return { kind: 'LIST', operation: 'account' }
  return { kind: 'GET', operation: operationIn(service.task(taskId)?.request.input.prompt) ?? 'unknown' }
}

const operationIn = (text = ''): string | undefined => /picture (\w+)/.exec(text)?.[1]
