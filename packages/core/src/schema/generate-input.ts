import * as z from 'zod/mini'
import { choice } from './choice.ts'
import { aspectRatios, outputFormats, resolutions } from './choices.ts'
import { field } from './field.ts'
import { mustBe } from './must-be.ts'
import { strictFields } from './strict-fields.ts'
import { text } from './text.ts'
import { reachableUrlSchema } from './url.ts'

/** What a picture is asked for with, under the wire's own names. @see contract: Request body of POST /v1/tasks */
export const generateInputSchema = strictFields('input', {
  /** What to draw, or how to change the references. No maximum is documented. */
  prompt: field<string>(prompt),
  /** URLs of reference pictures: https, or http on loopback hosts. @default [] */
  image_input: z._default(z.array(reachableUrlSchema, { error: ({ input }) => mustBe('a list', input) }), () => []),
  /** @default 'auto' */
  aspect_ratio: z._default(choice(aspectRatios), 'auto'),
  /** @default '1K' */
  resolution: z._default(choice(resolutions), '1K'),
  /** @default 'png' */
  output_format: z._default(choice(outputFormats), 'png'),
})

function prompt(value: unknown): string | undefined {
  if (typeof value !== 'string') return text(value)
  if (!/\S/.test(value)) return 'must not be blank: say what to draw'
  return /\p{Surrogate}/u.test(value) ? 'holds half of a surrogate pair: cut text between characters' : undefined
}

/** What a caller passes to `generate`. Only `prompt` is required. */
export type GenerateInput = z.input<typeof generateInputSchema>
