import type { CreateTaskRequest, GenerateInput } from '@nano-banana/core'

/** One wish of a batch, under the wire's own names. Only `prompt` is required. */
export interface BatchRow extends GenerateInput, Pick<CreateTaskRequest, 'route' | 'storage'> {
  /**
   * Your own name for it, 1 to 200 characters: the same name is the same picture, paid once, and names its file.
   * @default made of the wish itself, and of how manieth it is among equal ones
   */
  readonly id?: string
  /** Comes back with the row's result. Plain JSON of at most 15 KiB. */
  readonly metadata?: unknown
}

/** All fields that a row may have. */
export const rowFields = [
  'id',
  'prompt',
  'image_input',
  'aspect_ratio',
  'resolution',
  'output_format',
  'route',
  'storage',
  'metadata',
] as const satisfies readonly (keyof BatchRow)[]
