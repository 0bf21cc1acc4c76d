import type { Random } from '../seeded-random.ts'
import { type Color, turnHue } from './color.ts'

/** The hour and the weather of a picture. */
export type Mood = 'night' | 'sunset' | 'day' | 'mist' | 'snow'

/** The colours of one picture, from the sky to the nearest silhouette. */
export interface Palette {
  /** The sky from its zenith down to the horizon. */
  readonly sky: readonly [zenith: Color, middle: Color, horizon: Color]
  /** The sun or the moon. */
  readonly light: Color
  /** The air around the light. */
  readonly glow: Color
  /** Hills that melt into the air. */
  readonly far: Color
  /** The closest silhouettes. */
  readonly near: Color
  /** Small bright things: windows, a sail, flowers. */
  readonly accent: Color
}

/** Chooses the colours of a mood; the seed picks the variant and turns its hues a little. */
export function choosePalette(mood: Mood, random: Random): Palette {
  const palette = random.pick(palettes[mood])
  const turn = random.between(-9, 9)
  const [zenith, middle, horizon] = palette.sky
  return {
    sky: [turnHue(zenith, turn), turnHue(middle, turn), turnHue(horizon, turn)],
    light: palette.light,
    glow: turnHue(palette.glow, turn),
    far: turnHue(palette.far, turn),
    near: turnHue(palette.near, turn),
    accent: palette.accent,
  }
}

const palettes: Readonly<Record<Mood, readonly [Palette, ...Palette[]]>> = {
  night: [
    {
      sky: ['#0a0f2c', '#1c2d66', '#5468ae'],
      light: '#fbf6e2',
      glow: '#a5b8f2',
      far: '#465aa0',
      near: '#070a20',
      accent: '#ffcf73',
    },
    {
      sky: ['#041420', '#0a3c4e', '#35898d'],
      light: '#effff7',
      glow: '#86efd3',
      far: '#2d767c',
      near: '#031117',
      accent: '#ffd98a',
    },
    {
      sky: ['#130a33', '#3f1f6b', '#a04c94'],
      light: '#fff0f4',
      glow: '#ffa9d8',
      far: '#77428c',
      near: '#0d0622',
      accent: '#ffc66e',
    },
  ],
  sunset: [
    {
      sky: ['#2e1c54', '#bb4468', '#ffb870'],
      light: '#fff3d0',
      glow: '#ffd796',
      far: '#d8776f',
      near: '#260f30',
      accent: '#ffe3a1',
    },
    {
      sky: ['#33407f', '#df7d8e', '#ffdca6'],
      light: '#fff8e2',
      glow: '#ffe8bd',
      far: '#c98b9c',
      near: '#211d46',
      accent: '#fff0b8',
    },
    {
      sky: ['#6d2540', '#e66f3e', '#ffd581'],
      light: '#fff6d8',
      glow: '#ffe3a0',
      far: '#dd8a58',
      near: '#31101e',
      accent: '#fff0bf',
    },
  ],
  day: [
    {
      sky: ['#2b7bc2', '#8ac6ea', '#edf7f1'],
      light: '#fffbe8',
      glow: '#ffffff',
      far: '#a2c8da',
      near: '#123d57',
      accent: '#ff8558',
    },
    {
      sky: ['#3f9ba3', '#a3dad0', '#fdf4da'],
      light: '#fffdf0',
      glow: '#fffbe6',
      far: '#9bcabf',
      near: '#114643',
      accent: '#ff7856',
    },
    {
      sky: ['#5596d4', '#bddcf1', '#ffead4'],
      light: '#fffaf0',
      glow: '#fff6e6',
      far: '#b3c4de',
      near: '#263a68',
      accent: '#ff9166',
    },
  ],
  mist: [
    {
      sky: ['#86a19e', '#c1d2ca', '#f4f0e2'],
      light: '#fffef4',
      glow: '#fffbea',
      far: '#b7c9c1',
      near: '#1d3d39',
      accent: '#ef9a4c',
    },
    {
      sky: ['#938ab4', '#d8bfcc', '#feefe1'],
      light: '#fffaf3',
      glow: '#fff4ea',
      far: '#c7b3c3',
      near: '#352b52',
      accent: '#f2876b',
    },
    {
      sky: ['#6a8bae', '#b3c8d9', '#f5f2ea'],
      light: '#fffdf6',
      glow: '#fffaf0',
      far: '#aabdcd',
      near: '#1a3150',
      accent: '#f0a35c',
    },
  ],
  snow: [
    {
      sky: ['#5781b6', '#afcbe6', '#f8f5f8'],
      light: '#fffdf6',
      glow: '#ffffff',
      far: '#b6cde4',
      near: '#24446f',
      accent: '#ff9d6b',
    },
    {
      sky: ['#7481be', '#c5c8e9', '#ffeff0'],
      light: '#fffaf4',
      glow: '#fff6f4',
      far: '#bfc3e3',
      near: '#313773',
      accent: '#ffb070',
    },
  ],
}
