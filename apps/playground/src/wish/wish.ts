import { type AspectRatio, generateInputSchema, type OutputFormat, type Resolution } from '@nano-banana/react'
import { examplePrompts } from './example-prompts.ts'

/** What the form asks for: every choice of it made. */
export interface Wish {
  readonly prompt: string
  readonly image_input: readonly string[]
  readonly aspect_ratio: AspectRatio
  readonly resolution: Resolution
  readonly output_format: OutputFormat
}

/** What the form holds on the first visit. */
export const firstWish: Wish = {
  prompt: examplePrompts[0].prompt,
  image_input: [],
  aspect_ratio: examplePrompts[0].ratio,
  resolution: '1K',
  output_format: 'png',
}

/** Reads a wish that an earlier visit stored; `undefined` when it is not one. */
export function parseWish(stored: unknown): Wish | undefined {
  const result = generateInputSchema.safeParse(stored)
  if (!result.success) return undefined
  const { prompt, image_input, aspect_ratio, resolution, output_format } = result.data
  return { prompt, image_input, aspect_ratio, resolution, output_format }
}

/** What is wrong with the prompt in the words of the shared schema; `undefined` when it can be sent. */
export function promptProblem(wish: Wish): string | undefined {
  const issue = generateInputSchema.safeParse(wish).error?.issues.find(({ path }) => path[0] === 'prompt')
  return issue && `The prompt ${issue.message}.`
}
