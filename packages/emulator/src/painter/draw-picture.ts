import type { PixelSize } from '@nano-banana/core'
import { caption } from './caption.ts'
import { createCanvas } from './create-canvas.ts'
import { emulatedMark } from './emulated-mark.ts'
import { paintScene } from './paint-scene.ts'
import { prints } from './prints.ts'
import type { ReferencePicture } from './references.ts'

/** Draws a prompt as the inside of an SVG document whose frame has the given size. */
export function drawPicture(prompt: string, frame: PixelSize, references: readonly ReferencePicture[]): string {
  const canvas = createCanvas(prompt, { ...frame, prefix: 'picture', fallback: ['abstract'] })
  return [paintScene(canvas), prints(canvas, references), caption(canvas, prompt), emulatedMark(canvas)].join('')
}
