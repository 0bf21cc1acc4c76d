import type { ImageModelV4CallOptions } from '@ai-sdk/provider'
import { type NanoBananaImageOptions, optionsField } from './image-options.ts'
import type { NearestSize } from './nearest-size.ts'
import { pictureKeys } from './picture-keys.ts'
import { refuse } from './refuse.ts'

/** What a call says of its pictures in other places. */
export interface Elsewhere {
  readonly own: NanoBananaImageOptions
  /** What its `size` comes down to. */
  readonly asked: NearestSize | undefined
}

/** Throws `InvalidInputError` for a call that no picture could satisfy. */
export function assertConsistent(call: ImageModelV4CallOptions, { own, asked }: Elsewhere): void {
  const { n, mask, size, aspectRatio } = call
  const { resolution, idempotencyKey } = own
  if (!Number.isInteger(n) || n < 1) throw refuse('n', 'must be a whole number, 1 or more')
  if (mask !== undefined)
    throw refuse('prompt.mask', 'is nothing that this model takes: say in the prompt what to change')
  const isKeyFit = pictureKeys(idempotencyKey, n).every((key) => key === undefined || isKey(key))
  if (!isKeyFit)
    throw refuse(`${optionsField}.idempotencyKey`, 'must be 1 to 255 visible ASCII characters, with -2, -3 … appended')
  if (asked === undefined) return
  if (aspectRatio !== undefined && aspectRatio !== asked.ratio)
    throw refuse('size', `${size} is ${asked.ratio}, and aspectRatio asks for ${aspectRatio}: pass one of them`)
  if (resolution !== undefined && resolution !== asked.resolution)
    throw refuse(
      'size',
      `${size} is ${asked.resolution}, and ${optionsField}.resolution asks for ${resolution}: pass one of them`,
    )
}

// Core takes `false` for none, too.
const isKey = (key: unknown): boolean => typeof key === 'string' && /^[\x21-\x7e]{1,255}$/.test(key)
