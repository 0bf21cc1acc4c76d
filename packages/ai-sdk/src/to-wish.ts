import type { ImageModelV4CallOptions, ImageModelV4File, SharedV4Warning } from '@ai-sdk/provider'
import {
  type GenerateInput,
  type GenerateOptions,
  type InputIssue,
  InvalidInputError,
  parseGenerateInput,
} from '@nano-banana/node'
import { assertConsistent } from './assert-consistent.ts'
import { optionsField, parseImageOptions } from './image-options.ts'
import { nearestSize } from './nearest-size.ts'
import { pictureKeys } from './picture-keys.ts'
import { refuse } from './refuse.ts'
import { warningsOf } from './warnings-of.ts'

/** What a call comes down to: the same input for each of its pictures. */
export interface Wish {
  readonly input: GenerateInput
  readonly options: Pick<GenerateOptions, 'route' | 'storage' | 'deadlineMs' | 'signal'>
  /** The idempotency key of each picture; the client makes those that are left open. */
  readonly keys: readonly (string | undefined)[]
  readonly warnings: readonly SharedV4Warning[]
}

/** Reads a call of the AI SDK. Throws `InvalidInputError`, before anything is sent, when a picture would not be what was asked for. */
export function toWish(call: ImageModelV4CallOptions): Wish {
  const own = parseImageOptions(call.providerOptions['nanoBanana'])
  const asked = call.size === undefined ? undefined : nearestSize(call.size)
  assertConsistent(call, { own, asked })
  const { resolution, outputFormat, idempotencyKey, ...delivery } = own
  return {
    input: parseInput({
      prompt: call.prompt,
      image_input: (call.files ?? []).map(urlOf),
      aspect_ratio: call.aspectRatio ?? asked?.ratio,
      resolution: resolution ?? asked?.resolution,
      output_format: outputFormat,
    }),
    options: { ...delivery, signal: call.abortSignal },
    keys: pictureKeys(idempotencyKey, call.n),
    warnings: warningsOf(call, asked),
  }
}

function urlOf(file: ImageModelV4File, index: number): string {
  if (file.type === 'url') return file.url
  throw refuse(
    `prompt.images.${index}`,
    'holds bytes, and the service takes references by URL only: publish the file first, with publishReference of @nano-banana/node, and pass its URL',
  )
}

function parseInput(input: { readonly [Name in keyof GenerateInput]: unknown }): GenerateInput {
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
  try {
    return parseGenerateInput(given)
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error
    const [first, ...rest] = error.issues.map(inCallersWords)
    throw first ? new InvalidInputError([first, ...rest], { cause: error }) : error
  }
}

const callersWords: Readonly<Record<string, string>> = {
  image_input: 'prompt.images',
  aspect_ratio: 'aspectRatio',
  resolution: `${optionsField}.resolution`,
  output_format: `${optionsField}.outputFormat`,
}

function inCallersWords({ field, message }: InputIssue): InputIssue {
  const [name = '', ...path] = field.split('.')
  return { field: [callersWords[name] ?? name, ...path].join('.'), message }
}
