import type { Color } from './color.ts'

/** A place in the frame. */
export type Point = readonly [x: number, y: number]

/** One colour on the way of a gradient. */
export type Stop = readonly [offset: number, color: Color, opacity?: number]

/** Writes a number with as many digits as the eye can tell apart. */
export function digits(value: number): string {
  return String(Math.round(value * 100) / 100)
}

/** Writes a place as it stands in path data. */
export function place([x, y]: Point): string {
  return `${digits(x)} ${digits(y)}`
}

/** Makes path data of a straight-edged shape. */
export function polygon(points: readonly Point[]): string {
  return `M${points.map(place).join('L')}Z`
}

/** Makes path data that runs smoothly through all points. */
export function smoothLine(points: readonly Point[]): string {
  const [first] = points
  if (!first) return ''
  const bends = points.slice(1).map((point, index) => {
    const from = points[index] ?? first
    const before = points[index - 1] ?? from
    const after = points[index + 2] ?? point
    const leave: Point = [from[0] + (point[0] - before[0]) / 6, from[1] + (point[1] - before[1]) / 6]
    const arrive: Point = [point[0] - (after[0] - from[0]) / 6, point[1] - (after[1] - from[1]) / 6]
    return `C${place(leave)} ${place(arrive)} ${place(point)}`
  })
  return `M${place(first)}${bends.join('')}`
}

/** Makes path data of a circle, so that many of them share one element. */
export function disc([x, y]: Point, radius: number): string {
  const r = digits(radius)
  return `M${place([x - radius, y])}a${r} ${r} 0 1 1 ${digits(radius * 2)} 0a${r} ${r} 0 1 1 ${digits(-radius * 2)} 0Z`
}

/** Makes path data of an upright rectangle. */
export function box(x: number, y: number, width: number, height: number): string {
  return `M${place([x, y])}h${digits(width)}v${digits(height)}h${digits(-width)}Z`
}

/** Fills path data; the opacity belongs to the fill, because group opacity is many times slower. */
export function fill(data: string, paint: string, opacity = 1): string {
  const seeThrough = opacity < 1 ? ` fill-opacity="${opacity.toFixed(3)}"` : ''
  return data === '' ? '' : `<path d="${data}" fill="${paint}"${seeThrough}/>`
}

/** Fills many shapes with one paint. One path of them all would look alike, but takes far longer to fill. */
export function fillEach(shapes: readonly string[], paint: string): string {
  return `<g fill="${paint}">${shapes.map((data) => `<path d="${data}"/>`).join('')}</g>`
}

/** Draws path data as a line with round ends. */
export function stroke(data: string, paint: string, width: number, opacity = 1): string {
  const seeThrough = opacity < 1 ? ` stroke-opacity="${opacity.toFixed(3)}"` : ''
  return `<path d="${data}" fill="none" stroke="${paint}" stroke-width="${digits(width)}" stroke-linecap="round"${seeThrough}/>`
}
