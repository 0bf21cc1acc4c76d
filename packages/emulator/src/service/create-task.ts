import type { ParsedTaskRequest } from '@nano-banana/core'
import { isJson } from './is-json.ts'
import { parseCreate } from './parse-create.ts'
import { type Reply, refuse, succeed } from './reply.ts'
import type { ServiceRequest } from './service-answer.ts'

/** What a key stands for: the first request that bore it. */
export interface KeyedCreate {
  /** The service compares bytes; texts are equal when their bytes are. */
  readonly body: string
  readonly taskId: string
  readonly firstAtMs: number
  /** Until then the key is being processed, in Unix milliseconds. */
  readonly processedAtMs: number
}

/** What creating needs of the service. */
export interface CreateTools {
  readonly nowMs: number
  /** How long the key of this request is being processed, when it is a new one. */
  readonly processingMs: number
  /** Whether the first request under a key is told so too, in place of its task. */
  readonly isStuck: boolean
  readonly keys: Map<string, KeyedCreate>
  /** Why the service does not execute a valid request, when it does not. */
  readonly objection: (request: ParsedTaskRequest) => Reply | undefined
  /** Makes the task; its id. */
  readonly execute: (request: ParsedTaskRequest, key: string | undefined) => string
  readonly replay: (taskId: string) => void
}

// In a header one character is one byte; what is none of Latin-1 cannot stand there.
const keyForm = /^[^\u{100}-\u{10ffff}]{1,255}$/u
const keyLifeMs = 24 * 60 * 60 * 1000

/** POST /v1/tasks. @see contract: Request body of POST /v1/tasks */
export function createTask({ headers, body }: ServiceRequest, tools: CreateTools): Reply {
  if (!isJson(headers['content-type'])) {
    return refuse(415, 'UNSUPPORTED_MEDIA_TYPE', { message: 'Content-Type must be application/json' })
  }
  const key = headers['idempotency-key']
  if (key !== undefined && !keyForm.test(key)) return invalid('Idempotency-Key must have 1 to 255 bytes')

  const known = key === undefined ? undefined : liveKey(key, tools)
  if (known) return answerAgain(known, body, tools)

  const parsed = parseCreate(body)
  if (!parsed.success) {
    return invalid(parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`.trim()).join('; '))
  }
  const objection = tools.objection(parsed.data)
  if (objection) return objection
  const taskId = tools.execute(parsed.data, key)
  const made = { ...succeed({ taskId }), createdTaskId: taskId }
  if (key === undefined) return made
  const { nowMs, processingMs } = tools
  tools.keys.set(key, { body, taskId, firstAtMs: nowMs, processedAtMs: nowMs + processingMs })
  return tools.isStuck ? { ...made, ...stillProcessing() } : made
}

function answerAgain(known: KeyedCreate, body: string, { nowMs, replay }: CreateTools): Reply {
  if (known.body !== body) {
    return refuse(422, 'IDEMPOTENCY_KEY_MISMATCH', { message: 'This Idempotency-Key was used with another body' })
  }
  if (nowMs < known.processedAtMs) return stillProcessing()
  replay(known.taskId)
  return succeed({ taskId: known.taskId }, { 'idempotent-replay': 'true' })
}

function liveKey(key: string, { keys, nowMs }: CreateTools): KeyedCreate | undefined {
  const known = keys.get(key)
  return known && nowMs < known.firstAtMs + keyLifeMs ? known : undefined
}

const stillProcessing = (): Reply =>
  refuse(409, 'IDEMPOTENCY_KEY_PROCESSING', {
    message: 'The first request under this Idempotency-Key is still in flight',
    headers: { 'retry-after': '5' },
  })

const invalid = (message: string): Reply => refuse(400, 'INVALID_REQUEST', { message })
