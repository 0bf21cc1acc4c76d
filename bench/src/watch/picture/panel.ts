/** Colours that can be read on white and on black. */
export const ink = { text: '#7d8590', one: '#2f81f7', ten: '#2da44e', hundred: '#d9772b' } as const

/** A point in the panel's own units. */
export type Point = readonly [x: number, y: number]

/** One axis: the marks on it, and where a value stands, from 0 to 1. */
export interface Axis {
  readonly label: string
  readonly marks: readonly number[]
  readonly at: (value: number) => number
}

/** One chart of the picture, to be drawn into. */
export interface Panel {
  readonly line: (points: readonly Point[], colour: string, width?: number) => string
  readonly dot: (point: Point, colour: string, radius?: number) => string
  readonly text: (point: Point, words: string, colour?: string) => string
  /** The title and the axes. */
  readonly frame: string
}

/** An axis on which equal steps are equally long. */
export const linear = (label: string, marks: readonly number[]): Axis => {
  const [first = 0, last = 1] = [marks[0], marks.at(-1)]
  return { label, marks, at: (value) => (value - first) / (last - first) }
}

/** An axis on which equal factors are equally long. */
export const logarithmic = (label: string, marks: readonly number[]): Axis => {
  const { at } = linear(label, marks.map(Math.log))
  return { label, marks, at: (value) => at(Math.log(value)) }
}

const [leftPx, widthPx, heightPx] = [60, 660, 210]

/** A chart whose upper edge is so far down the picture. */
export function createPanel(title: string, topPx: number, x: Axis, y: Axis): Panel {
  const xOf = (value: number): string => (leftPx + widthPx * x.at(value)).toFixed(1)
  const yOf = (value: number): string => (topPx + heightPx * (1 - y.at(value))).toFixed(1)
  const [bottomPx, rightPx] = [topPx + heightPx, leftPx + widthPx]
  const words = (px: string, py: string | number, text: string, rest = ''): string =>
    `<text x="${px}" y="${py}" ${rest || `fill="${ink.text}"`}>${text}</text>`
  const grey = `fill="${ink.text}"`

  return {
    line: (points, colour, width = 1.5) =>
      `<polyline fill="none" stroke="${colour}" stroke-width="${width}" points="${points.map(([px, py]) => `${xOf(px)},${yOf(py)}`).join(' ')}"/>`,
    dot: ([px, py], colour, radius = 3) => `<circle cx="${xOf(px)}" cy="${yOf(py)}" r="${radius}" fill="${colour}"/>`,
    text: ([px, py], text, colour = ink.text) => words(xOf(px), yOf(py), text, `fill="${colour}"`),
    frame: [
      words(String(leftPx), topPx - 14, title, `${grey} font-weight="bold"`),
      `<path d="M${leftPx} ${topPx}V${bottomPx}H${rightPx}" fill="none" stroke="${ink.text}"/>`,
      ...x.marks.map((mark) => words(xOf(mark), bottomPx + 17, String(mark), `${grey} text-anchor="middle"`)),
      ...y.marks.map((mark) =>
        words(String(leftPx - 8), Number(yOf(mark)) + 4, String(mark), `${grey} text-anchor="end"`),
      ),
      words(String(rightPx), bottomPx + 35, x.label, `${grey} text-anchor="end"`),
      words(
        '12',
        topPx + heightPx / 2,
        y.label,
        `${grey} text-anchor="middle" transform="rotate(-90 16 ${topPx + heightPx / 2})"`,
      ),
    ].join('\n'),
  }
}
