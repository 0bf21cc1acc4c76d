import * as z from 'zod/mini'
import { model } from './choices.ts'
import { explain } from './explain.ts'
import { generateInputSchema } from './generate-input.ts'
import { explainFieldsOf } from './unknown-fields.ts'
import { reachableUrlSchema } from './url.ts'

/** Whom the service tells when the task is terminal. */
export const callbackSchema = z.strictObject(
  {
    /** https, or http on loopback hosts. */
    url: reachableUrlSchema,
    /** @default 'final' */
    when: z._default(z.enum(['final'], { error: explain }), 'final'),
  },
  { error: explainFieldsOf('callback') },
)

/** What a request may carry beside its input, and `generate` takes as options. */
export const deliveryFields = {
  callback: z.optional(callbackSchema),
  /** Price and capacity route; an empty string counts as absent. */
  route: z.optional(z.string({ error: explain })),
  /** `persistent` keeps the outputs and costs money. */
  storage: z.optional(z.enum(['temporary', 'persistent'], { error: explain })),
}

/** The whole body of POST /v1/tasks. @see contract: Request body of POST /v1/tasks */
export const createTaskRequestSchema = z.strictObject(
  { model: z.enum([model], { error: explain }), input: generateInputSchema, ...deliveryFields },
  { error: explainFieldsOf('the request') },
)

/** Whom to notify. */
export type Callback = z.input<typeof callbackSchema>
/** What a caller passes to `tasks.create`. */
export type CreateTaskRequest = z.input<typeof createTaskRequestSchema>
/** The same with every default filled in. */
export type ParsedTaskRequest = z.output<typeof createTaskRequestSchema>
