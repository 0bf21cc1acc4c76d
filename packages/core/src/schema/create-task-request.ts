import { choice } from './choice.ts'
import { model } from './choices.ts'
import { type GenerateInput, type ParsedGenerateInput, readGenerateInput } from './generate-input.ts'
import { type Filled, optional, type Reader, withDefault } from './reader.ts'
import { schemaOf } from './schema-of.ts'
import { type Fields, strictFields } from './strict-fields.ts'
import { text } from './text.ts'
import { reachableUrl } from './url.ts'

/** Whom the service tells when the task is terminal. */
export interface Callback {
  /** https, or http on loopback hosts. */
  url: string
  /** @default 'final' */
  when?: 'final' | undefined
}

interface Delivery<ToWhom> {
  callback?: ToWhom | undefined
  /** Price and capacity route; an empty string counts as absent. */
  route?: string | undefined
  /** `persistent` keeps the outputs and costs money. */
  storage?: 'temporary' | 'persistent' | undefined
}

/** What a caller passes to `tasks.create`. */
export interface CreateTaskRequest extends Delivery<Callback> {
  model: typeof model
  input: GenerateInput
}

/** The same with every default filled in. */
export interface ParsedTaskRequest extends Delivery<Filled<Callback>> {
  model: typeof model
  input: ParsedGenerateInput
}

const readCallback = strictFields<Filled<Callback>>('callback', {
  url: reachableUrl,
  when: withDefault(choice(['final']), 'final'),
})

/** What a request may carry beside its input, and `generate` takes as options. */
export const deliveryFields: Fields<Delivery<Filled<Callback>>> = {
  callback: optional(readCallback),
  route: optional(text()),
  storage: optional(choice(['temporary', 'persistent'])),
}

/** Reads the whole body of POST /v1/tasks. @see contract: Request body of POST /v1/tasks */
export const readTaskRequest: Reader<ParsedTaskRequest> = strictFields('the request', {
  model: choice([model]),
  input: readGenerateInput,
  ...deliveryFields,
})

/** The same as a schema. */
export const createTaskRequestSchema = /* @__PURE__ */ schemaOf<CreateTaskRequest, ParsedTaskRequest>(readTaskRequest)
/** A callback alone, as a schema. */
export const callbackSchema = /* @__PURE__ */ schemaOf<Callback, Filled<Callback>>(readCallback)
