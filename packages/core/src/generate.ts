import { type GenerateOptions, readGenerateOptions } from './call-options.ts'
import type { ScopeTools } from './call-scope.ts'
import { keyFor } from './idempotency-key.ts'
import { writeBody } from './request-body.ts'
import type { Run } from './run.ts'
import { model } from './schema/choices.ts'
import type { GenerateInput } from './schema/generate-input.ts'
import { parse } from './schema/parse.ts'
import { parseGenerateInput } from './schema/parse-generate-input.ts'
import { type CreateTools, createTask } from './task-api.ts'
import type { Watch } from './watch/watch.ts'

/** What the whole flow needs. */
export interface GenerateTools extends CreateTools, ScopeTools {
  readonly watch: Watch
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

/** Makes a picture, and tells the run all that happens, in order: the whole flow reads here, downwards. */
export async function generate(call: GenerateCall, run: Run, tools: GenerateTools): Promise<void> {
  run.apply({ type: 'submitted' })
  const input = parseGenerateInput(call.input)
  const {
    signal,
    deadlineMs,
    priority,
    onUpdate: _,
    ...options
  } = parse(readGenerateOptions, call.options ?? {}, 'options')
  const { idempotencyKey: asked, ...delivery } = options
  const idempotencyKey = keyFor(asked, tools.newKey)
  run.apply({ type: 'prepared', input, delivery, idempotencyKey })

  const scope = run.open({ signals: [signal, call.signal], deadlineMs }, tools)
  const { taskId, replayed } = await createTask(
    { body: writeBody({ model, input, ...delivery }), idempotencyKey, priority, keyUsedAtMs: call.keyUsedAtMs },
    scope,
    tools,
  )
  run.apply({ type: 'accepted', taskId, replayed })
  const { resolution } = input
  const task = { taskId, isNew: true, isReplayed: replayed, resolution, hasCallback: delivery.callback !== undefined }
  run.follow(task, scope, tools.watch)
}
