import { digits, type Point, type Stop } from './drawing.ts'

/** A gradient: its definition goes anywhere in the drawing, its paint into a fill. */
export interface Gradient {
  readonly definition: string
  readonly paint: string
}

/** Makes a gradient between two places of the frame. */
export function linearGradient(id: string, [from, to]: readonly [Point, Point], stops: readonly Stop[]): Gradient {
  const line = `x1="${digits(from[0])}" y1="${digits(from[1])}" x2="${digits(to[0])}" y2="${digits(to[1])}"`
  return {
    definition: `<linearGradient id="${id}" gradientUnits="userSpaceOnUse" ${line}>${stopList(stops)}</linearGradient>`,
    paint: `url(#${id})`,
  }
}

/** Makes a gradient from the top of a frame to its bottom. */
export function verticalGradient(
  id: string,
  [top, bottom]: readonly [number, number],
  stops: readonly Stop[],
): Gradient {
  return linearGradient(
    id,
    [
      [0, top],
      [0, bottom],
    ],
    stops,
  )
}

/** Makes a gradient from the top to the bottom of whatever shape it fills. */
export function boxGradient(id: string, stops: readonly Stop[]): Gradient {
  return {
    definition: `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stopList(stops)}</linearGradient>`,
    paint: `url(#${id})`,
  }
}

/** Makes a gradient from the middle of whatever shape it fills to that shape's rim. */
export function radialGradient(id: string, stops: readonly Stop[], focus: Point = [0.5, 0.5]): Gradient {
  const at = `fx="${digits(focus[0])}" fy="${digits(focus[1])}"`
  return { definition: `<radialGradient id="${id}" ${at}>${stopList(stops)}</radialGradient>`, paint: `url(#${id})` }
}

function stopList(stops: readonly Stop[]): string {
  return stops
    .map(([offset, color, opacity = 1]) => `<stop offset="${offset}" stop-color="${color}" stop-opacity="${opacity}"/>`)
    .join('')
}
