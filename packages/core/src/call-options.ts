import { isKey, keyRule } from './idempotency-key.ts'
import type { Priority } from './quota/quota.ts'
import { choice } from './schema/choice.ts'
import {
  type Callback,
  type CreateTaskRequest,
  deliveryFields,
  type ParsedTaskRequest,
} from './schema/create-task-request.ts'
import { positive } from './schema/positive.ts'
import { must, optional, withDefault } from './schema/reader.ts'
import { type Fields, strictFields } from './schema/strict-fields.ts'
import type { TaskState } from './task-state/state.ts'

/** What every call takes. */
export interface CallOptions {
  /** Stops waiting within milliseconds. It does not stop the task, which goes on and may bill. */
  readonly signal?: AbortSignal | undefined
  /** Bounds the whole call: attempts, pauses and waiting. Nothing starts in its last 250 ms. @default 600_000 */
  readonly deadlineMs?: number | undefined
}

/** What a call takes that sends a request of its own. */
export interface RequestOptions extends CallOptions {
  /** Who goes first when the quota is short: people who wait, then batches, then housekeeping. @default 'interactive' */
  readonly priority?: Exclude<Priority, 'watch'> | undefined
}

/** What creating a task takes. */
export interface CreateOptions extends RequestOptions {
  /**
   * 1 to 255 visible ASCII characters. Within 24 hours the same key and input give the same task, paid once.
   * `false` sends none: then a request whose fate is unknown is never sent again. @default a new random key
   */
  readonly idempotencyKey?: string | false | undefined
}

/** What `tasks.create` takes. */
export interface TaskCreateOptions extends CreateOptions {
  /**
   * When a request with this key may have left first, in Unix milliseconds, if one may: then a refusal proves nothing, and
   * from 23 hours on nothing is sent. @default nothing has left yet
   */
  readonly keyUsedAtMs?: number | undefined
}

/** What following a task takes. */
export interface WaitOptions extends CallOptions {
  /** Called with every new state, the last included. What it throws does not stop the wait. */
  readonly onUpdate?: ((state: TaskState) => void) | undefined
}

/** What `generate` takes besides its input. */
export interface GenerateOptions extends CreateOptions, WaitOptions {
  /** Whom the service tells when the task is terminal. */
  readonly callback?: Callback | undefined
  /** Price and capacity route. @default the service's default route */
  readonly route?: CreateTaskRequest['route']
  /** `persistent` keeps the outputs and costs money. @default 'temporary' */
  readonly storage?: CreateTaskRequest['storage']
}

const isSignal = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'aborted' in value && 'addEventListener' in value

const milliseconds = positive('number of milliseconds')
const callFields = {
  signal: optional(must<AbortSignal>(isSignal, 'must be an AbortSignal')),
  deadlineMs: withDefault(milliseconds, 600_000),
}
const requestFields = { ...callFields, priority: optional(choice(['interactive', 'bulk', 'background'])) }
const createFields = {
  idempotencyKey: optional(must<string | false>((key) => key === false || isKey(key), `${keyRule}, or false`)),
}
const waitFields = {
  onUpdate: optional(must<(state: TaskState) => void>((value) => typeof value === 'function', 'must be a function')),
}
const optionsWith = <T>(fields: Fields<T>) => strictFields('the options', fields)

/** What every call comes down to. */
export interface ParsedCall {
  readonly signal?: AbortSignal | undefined
  readonly deadlineMs: number
  readonly priority?: RequestOptions['priority']
}

type Parsed<Options extends CallOptions> = ParsedCall & Omit<Options, keyof ParsedCall>

/** Reads the options of `watch`. */
export const readCallOptions = optionsWith<Omit<ParsedCall, 'priority'>>(callFields)
/** Reads the options of a read. */
export const readRequestOptions = optionsWith<ParsedCall>(requestFields)
/** Reads the options of `tasks.create`. */
export const readCreateOptions = optionsWith<Parsed<TaskCreateOptions>>({
  ...requestFields,
  ...createFields,
  keyUsedAtMs: optional(milliseconds),
})
/** Reads the options of `wait`. */
export const readWaitOptions = optionsWith<Omit<Parsed<WaitOptions>, 'priority'>>({ ...callFields, ...waitFields })
/** Reads the options of `generate`. */
export const readGenerateOptions = optionsWith<
  Omit<Parsed<GenerateOptions>, 'callback'> & Pick<ParsedTaskRequest, 'callback'>
>({ ...requestFields, ...createFields, ...waitFields, ...deliveryFields })
