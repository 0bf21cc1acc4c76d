import * as z from 'zod/mini'
import { choice } from './choice.ts'
import { model } from './choices.ts'
import { field } from './field.ts'
import { generateInputSchema } from './generate-input.ts'
import { strictFields } from './strict-fields.ts'
import { text } from './text.ts'
import { reachableUrlSchema } from './url.ts'

/** Whom the service tells when the task is terminal. */
export const callbackSchema = strictFields('callback', {
  /** https, or http on loopback hosts. */
  url: reachableUrlSchema,
  /** @default 'final' */
  when: z._default(choice(['final']), 'final'),
})

/** What a request may carry beside its input, and `generate` takes as options. */
export const deliveryFields = {
  callback: z.optional(callbackSchema),
  /** Price and capacity route; an empty string counts as absent. */
  route: z.optional(field<string>(text)),
  /** `persistent` keeps the outputs and costs money. */
  storage: z.optional(choice(['temporary', 'persistent'])),
}

/** The whole body of POST /v1/tasks. @see contract: Request body of POST /v1/tasks */
export const createTaskRequestSchema = strictFields('the request', {
  model: choice([model]),
  input: generateInputSchema,
  ...deliveryFields,
})

/** Whom to notify. */
export type Callback = z.input<typeof callbackSchema>
/** What a caller passes to `tasks.create`. */
export type CreateTaskRequest = z.input<typeof createTaskRequestSchema>
/** The same with every default filled in. */
export type ParsedTaskRequest = z.output<typeof createTaskRequestSchema>
