import { choice } from './choice.ts'
import {
  type AspectRatio,
  aspectRatios,
  type OutputFormat,
  outputFormats,
  type Resolution,
  resolutions,
} from './choices.ts'
import { listOf } from './list-of.ts'
import { type Filled, type Reader, withDefault } from './reader.ts'
import { schemaOf } from './schema-of.ts'
import { strictFields } from './strict-fields.ts'
import { text } from './text.ts'
import { reachableUrl } from './url.ts'

/** What a caller passes to `generate`, under the wire's own names. @see contract: Request body of POST /v1/tasks */
export interface GenerateInput {
  /** What to draw, or how to change the references. No maximum is documented. */
  prompt: string
  /** URLs of reference pictures: https, or http on loopback hosts. @default [] */
  image_input?: string[] | undefined
  /** @default 'auto' */
  aspect_ratio?: AspectRatio | undefined
  /** @default '1K' */
  resolution?: Resolution | undefined
  /** @default 'png' */
  output_format?: OutputFormat | undefined
}

/** The same with every default filled in. */
export type ParsedGenerateInput = Filled<GenerateInput>

/** Reads what a caller wants drawn and fills in the defaults. */
export const readGenerateInput: Reader<ParsedGenerateInput> = strictFields('input', {
  prompt: text(problemOfPrompt),
  image_input: withDefault(listOf(reachableUrl), []),
  aspect_ratio: withDefault(choice(aspectRatios), 'auto'),
  resolution: withDefault(choice(resolutions), '1K'),
  output_format: withDefault(choice(outputFormats), 'png'),
})

/** The same as a schema. */
export const generateInputSchema = /* @__PURE__ */ schemaOf<GenerateInput, ParsedGenerateInput>(readGenerateInput)

function problemOfPrompt(prompt: string): string | undefined {
  if (!/\S/.test(prompt)) return 'must not be blank: say what to draw'
  return /\p{Surrogate}/u.test(prompt) ? 'holds half of a surrogate pair: cut text between characters' : undefined
}
