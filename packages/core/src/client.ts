import {
  type CallOptions,
  type GenerateOptions,
  type ParsedCall,
  type RequestOptions,
  readCreateOptions,
  readRequestOptions,
  type TaskCreateOptions,
  type WaitOptions,
} from './call-options.ts'
import { type CallScope, withScope } from './call-scope.ts'
import { type ClientOptions, toTools } from './client-options.ts'
import { generate } from './generate.ts'
import { createGeneration, type Generation, type SlotOptions } from './generation.ts'
import { keyFor } from './idempotency-key.ts'
import { requestBody } from './request-body.ts'
import { type Run, resultOf } from './run.ts'
import type { CreateTaskRequest } from './schema/create-task-request.ts'
import type { GenerateInput } from './schema/generate-input.ts'
import { type ListQuery, readListQuery } from './schema/list-query.ts'
import { parse } from './schema/parse.ts'
import type { TaskSnapshot } from './schema/task.ts'
import { parseTaskId } from './schema/task-id.ts'
import type { TaskPage } from './schema/task-page.ts'
import { type CreatedTask, createTask, getTask, listTasks } from './task-api.ts'
import type { GenerationResult } from './task-state/state.ts'
import { tellCaller } from './tell-caller.ts'
import { waitForTask } from './wait.ts'
import type { EstimatedTask, TaskEstimate } from './watch/watch.ts'
import { watchTask } from './watch-task.ts'

/** A task as `tasks.create` reports it. */
export interface CreateResult extends CreatedTask {
  /** The key that was sent: with it and the same request, `tasks.create` gives this task again, unbilled, for 24 hours. */
  readonly idempotencyKey: string | undefined
}

/** Makes pictures. Every method rejects with the `NanoBananaError` family only, and takes a `signal` and a `deadlineMs`. */
export interface Client {
  /** Names the account without a byte of its key, where the adapter can: work that is kept for later belongs to it. */
  readonly account?: string
  /** The API's endpoints, one call each. */
  readonly tasks: {
    /** Creates a task and does not wait for it. The bytes that `requestBody` has made of a request are sent as they are. */
    readonly create: (request: CreateTaskRequest | string, options?: TaskCreateOptions) => Promise<CreateResult>
    /** Reads a task once. */
    readonly get: (taskId: string, options?: RequestOptions) => Promise<TaskSnapshot>
    /** Reads a page of the whole account's tasks, newest first. */
    readonly list: (query?: ListQuery, options?: RequestOptions) => Promise<TaskPage>
  }
  /** Creates one task and waits for its pictures. Two calls are two pictures; one call bills at most one task. */
  readonly generate: (input: GenerateInput, options?: GenerateOptions) => Promise<GenerationResult>
  /** Waits for a task made earlier. */
  readonly wait: (taskId: string, options?: WaitOptions) => Promise<GenerationResult>
  /** Tells each new snapshot of a task, up to the terminal one. */
  readonly watch: (taskId: string, options?: CallOptions) => AsyncIterable<TaskSnapshot>
  /** Takes a snapshot that came from elsewhere, a verified callback say: whoever waits for its task hears it at once. */
  readonly observe: (task: TaskSnapshot) => void
  /** How much longer a task takes, as learned from those that this client has followed. Nothing where its watch learns none. */
  readonly estimate: (task?: EstimatedTask) => TaskEstimate | undefined
  /** A slot for one generation at a time, for a user interface. */
  readonly createGeneration: (options?: SlotOptions) => Generation
}

/** Puts a client together from its parts. Throws `InvalidInputError` when `retry` makes no sense. */
export function createClient(options: ClientOptions): Client {
  const tools = toTools(options)
  const { reportError } = tools
  const inCall = <T>({ signal, deadlineMs }: ParsedCall, work: (scope: CallScope) => Promise<T>): Promise<T> =>
    withScope({ signals: [signal], deadlineMs }, tools, work)

  const toEnd = (options: WaitOptions | undefined, begin: (run: Run) => Promise<void>): Promise<GenerationResult> =>
    resultOf({ onState: tellCaller(options, reportError) }, begin)

  return {
    tasks: {
      async create(request, createOptions = {}) {
        const body = typeof request === 'string' && request !== '' ? request : requestBody(request as CreateTaskRequest)
        const { idempotencyKey: asked, ...options } = parse(readCreateOptions, createOptions, 'options')
        const idempotencyKey = keyFor(asked, tools.newKey)
        const task = { ...options, body, idempotencyKey }
        const created = await inCall(options, (scope) => createTask(task, scope, tools))
        return { ...created, idempotencyKey }
      },
      async get(id, callOptions = {}) {
        const taskId = parseTaskId(id)
        const { priority, ...call } = parse(readRequestOptions, callOptions, 'options')
        return inCall(call, (scope) => getTask({ taskId, phase: 'read', priority }, scope, tools))
      },
      async list(query = {}, callOptions = {}) {
        const page = parse(readListQuery, query, 'query')
        const { priority, ...call } = parse(readRequestOptions, callOptions, 'options')
        return inCall(call, (scope) => listTasks({ ...page, phase: 'read', priority }, scope, tools))
      },
    },
    generate: (input, options) => toEnd(options, (run) => generate({ input, options }, run, tools)),
    wait: (taskId, options) => toEnd(options, (run) => waitForTask({ taskId, options }, run, tools)),
    watch: (taskId, options) => watchTask({ taskId, options }, tools),
    observe: (task) => tools.watch.observe(task),
    estimate: (task = {}) => tools.watch.estimate?.(task),
    createGeneration: (slotOptions) => createGeneration(tools, slotOptions),
  }
}
