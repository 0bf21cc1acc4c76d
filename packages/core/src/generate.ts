import { type GenerateOptions, generateOptionsSchema, type ParsedCall } from './call-options.ts'
import { openScope, type ScopeTools } from './call-scope.ts'
import { type FollowTools, followTask } from './follow-task.ts'
import { keyFor } from './idempotency-key.ts'
import { writeBody } from './request-body.ts'
import { model } from './schema/choices.ts'
import type { GenerateInput } from './schema/generate-input.ts'
import { parse } from './schema/parse.ts'
import { parseGenerateInput } from './schema/parse-generate-input.ts'
import { parseTaskId } from './schema/task-id.ts'
import { type CreateTools, createTask } from './task-api.ts'
import type { TaskEvent } from './task-state/state.ts'

/** What the whole flow needs. */
export interface GenerateTools extends FollowTools, CreateTools, ScopeTools {
  readonly newKey: () => string
}

/** One wish: what to draw, and how the caller wants it. */
export interface GenerateCall {
  readonly input: GenerateInput
  readonly options: GenerateOptions | undefined
  /** Ends the call as the caller's own signal does. */
  readonly signal?: AbortSignal
  /** When the same was asked for before, under the same key, in Unix milliseconds: then a refusal proves nothing. */
  readonly keyUsedAtMs?: number | undefined
}

/** Everything that happens in one generation, in order: the whole flow reads here, downwards. */
export async function* generateEvents(call: GenerateCall, tools: GenerateTools): AsyncGenerator<TaskEvent, void> {
  yield { type: 'submitted' }
  const input = parseGenerateInput(call.input)
  const {
    signal,
    deadlineMs,
    priority,
    onUpdate: _,
    ...options
  } = parse(generateOptionsSchema, call.options ?? {}, 'options')
  const { idempotencyKey: asked, ...delivery } = options
  const idempotencyKey = keyFor(asked, tools.newKey)
  yield { type: 'prepared', input, delivery, idempotencyKey }

  const scope = openScope({ signals: [signal, call.signal], deadlineMs }, tools)
  try {
    const { taskId, replayed } = await createTask(
      { body: writeBody({ model, input, ...delivery }), idempotencyKey, priority, keyUsedAtMs: call.keyUsedAtMs },
      scope,
      tools,
    )
    yield { type: 'accepted', taskId, replayed }
    const { resolution } = input
    const task = { taskId, isNew: true, isReplayed: replayed, resolution, hasCallback: delivery.callback !== undefined }
    for await (const seen of followTask(task, scope, tools)) yield { type: 'observed', task: seen }
  } finally {
    scope.close()
  }
}

/** A task made earlier, and how the caller wants to follow it. */
export interface WaitCall {
  readonly taskId: string
  readonly parseCall: () => ParsedCall
  /** Ends the call as the caller's own signal does. */
  readonly signal?: AbortSignal
}

/** Everything that still happens to a task made earlier, in order. */
export async function* waitEvents(call: WaitCall, tools: FollowTools & ScopeTools): AsyncGenerator<TaskEvent, void> {
  const taskId = parseTaskId(call.taskId)
  const { signal, deadlineMs } = call.parseCall()
  const scope = openScope({ signals: [signal, call.signal], deadlineMs }, tools)
  try {
    yield { type: 'accepted', taskId, replayed: false }
    for await (const task of followTask({ taskId, isNew: false }, scope, tools)) yield { type: 'observed', task }
  } finally {
    scope.close()
  }
}
