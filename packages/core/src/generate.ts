import { type CallOptions, type GenerateOptions, generateOptionsSchema, waitOptionsSchema } from './call-options.ts'
import { openScope } from './call-scope.ts'
import { type FollowTools, followTask } from './follow-task.ts'
import { model } from './schema/choices.ts'
import type { GenerateInput } from './schema/generate-input.ts'
import { parse } from './schema/parse.ts'
import { parseGenerateInput } from './schema/parse-generate-input.ts'
import { parseTaskId } from './schema/task-id.ts'
import { createTask } from './task-api.ts'
import type { TaskEvent } from './task-state/state.ts'

/** What the whole flow needs. */
export interface GenerateTools extends FollowTools {
  readonly newKey: () => string
}

/** One wish: what to draw, and how the caller wants it. */
export interface GenerateCall {
  readonly input: GenerateInput
  readonly options: GenerateOptions | undefined
  /** Ends the call as the caller's own signal does. */
  readonly signal?: AbortSignal
}

/** Everything that happens in one generation, in order: the whole flow reads here, downwards. */
export async function* generateEvents(call: GenerateCall, tools: GenerateTools): AsyncGenerator<TaskEvent, void> {
  yield { type: 'submitted' }
  const input = parseGenerateInput(call.input)
  const { signal, deadlineMs, onUpdate: _, ...options } = parse(generateOptionsSchema, call.options ?? {}, 'options')
  const { idempotencyKey = tools.newKey(), ...delivery } = options
  const request = { request: { model, input, ...delivery }, idempotencyKey: idempotencyKey || undefined }

  const scope = openScope({ clock: tools.clock, signals: [signal, call.signal], deadlineMs })
  try {
    const { taskId, replayed } = await createTask(request, scope, tools)
    yield { type: 'accepted', taskId, replayed }
    for await (const task of followTask({ taskId, isNew: true }, scope, tools)) yield { type: 'observed', task }
  } finally {
    scope.close()
  }
}

/** Everything that still happens to a task made earlier, in order. */
export async function* waitEvents(
  id: string,
  callOptions: CallOptions | undefined,
  tools: FollowTools,
): AsyncGenerator<TaskEvent, void> {
  const taskId = parseTaskId(id)
  const { signal, deadlineMs } = parse(waitOptionsSchema, callOptions ?? {}, 'options')
  const scope = openScope({ clock: tools.clock, signals: [signal], deadlineMs })
  try {
    yield { type: 'accepted', taskId, replayed: false }
    for await (const task of followTask({ taskId, isNew: false }, scope, tools)) yield { type: 'observed', task }
  } finally {
    scope.close()
  }
}
