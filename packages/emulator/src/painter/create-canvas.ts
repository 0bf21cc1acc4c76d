import { seededRandom } from '../seeded-random.ts'
import { type Canvas, unitOf } from './canvas.ts'
import { chooseSubject, type SceneName } from './choose-scene.ts'
import { choosePalette } from './palette.ts'

/** The frame that a canvas is stretched on. */
export interface Frame {
  readonly width: number
  readonly height: number
  /** Begins the names of everything that is defined on the canvas. */
  readonly prefix: string
  /** The scenes to choose from when the words of the text name none. */
  readonly fallback: readonly [SceneName, ...SceneName[]]
}

/** Stretches a canvas for a text; everything that is drawn on it follows from the text and the frame. */
export function createCanvas(text: string, frame: Frame): Canvas {
  const { width, height, prefix, fallback } = frame
  const random = seededRandom(text)
  const subject = chooseSubject(text, random, fallback)
  return {
    ...subject,
    width,
    height,
    unit: unitOf(width, height),
    palette: choosePalette(subject.mood, random),
    random,
    name: (local) => `${prefix}-${local}`,
  }
}
