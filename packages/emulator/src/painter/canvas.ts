import type { Random } from '../seeded-random.ts'
import type { Subject } from './choose-scene.ts'
import type { Palette } from './palette.ts'

/** What a scene is drawn on: a frame in units of its own, colours, and a stream of choices. */
export interface Canvas extends Subject {
  readonly width: number
  readonly height: number
  /** One hundredth of the frame, less in very long frames: what sizes of things are measured in. */
  readonly unit: number
  readonly palette: Palette
  readonly random: Random
  /** Makes a name for a gradient that no other canvas of the same drawing uses. */
  readonly name: (local: string) => string
}

/** Measures one hundredth of a frame; long frames count by their short side. */
export function unitOf(width: number, height: number): number {
  return Math.min(Math.sqrt(width * height), Math.min(width, height) * 1.6) / 100
}
