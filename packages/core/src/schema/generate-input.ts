import * as z from 'zod/mini'
import { aspectRatios, outputFormats, resolutions } from './choices.ts'
import { explain } from './explain.ts'
import { explainFieldsOf } from './unknown-fields.ts'
import { reachableUrlSchema } from './url.ts'

/** What a picture is asked for with, under the wire's own names. @see contract: Request body of POST /v1/tasks */
export const generateInputSchema = z.strictObject(
  {
    /** What to draw, or how to change the references. No maximum is documented. */
    prompt: z
      .string({ error: explain })
      .check(z.refine((text: string) => /\S/.test(text), 'must not be blank: say what to draw'))
      .check(
        z.refine(
          (text: string) => !/\p{Surrogate}/u.test(text),
          'holds half of a surrogate pair: cut text between characters',
        ),
      ),
    /** URLs of reference pictures: https, or http on loopback hosts. @default [] */
    image_input: z._default(z.array(reachableUrlSchema, { error: explain }), () => []),
    /** @default 'auto' */
    aspect_ratio: z._default(z.enum(aspectRatios, { error: explain }), 'auto'),
    /** @default '1K' */
    resolution: z._default(z.enum(resolutions, { error: explain }), '1K'),
    /** @default 'png' */
    output_format: z._default(z.enum(outputFormats, { error: explain }), 'png'),
  },
  { error: explainFieldsOf('input') },
)

/** What a caller passes to `generate`. Only `prompt` is required. */
export type GenerateInput = z.input<typeof generateInputSchema>
