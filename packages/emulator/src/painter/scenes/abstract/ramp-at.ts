import { type Color, mix } from '../../color.ts'

/** Five colours that run from dark to light. */
export type Ramp = readonly [Color, Color, Color, Color, Color]

/** Finds the colour at a place between the dark end (0) and the light end (1) of a ramp. */
export function rampAt(ramp: Ramp, share: number): Color {
  const place = Math.min(Math.max(share, 0), 1) * (ramp.length - 1)
  const index = Math.min(Math.floor(place), ramp.length - 2)
  return mix(ramp[index] ?? ramp[0], ramp[index + 1] ?? ramp[4], place - index)
}
