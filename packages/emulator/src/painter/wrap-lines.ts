import { widthOf } from './lettering.ts'

/** The room that a text has. */
export interface Measure {
  /** The size of the letters. */
  readonly size: number
  readonly width: number
  /** The most lines that there may be. */
  readonly lines: number
}

/** Breaks a text into lines; what does not fit gives way to an ellipsis. */
export function wrapLines(text: string, measure: Measure): readonly string[] {
  const fits = (line: string) => widthOf(line, measure.size) <= measure.width
  // No letter is narrower than a fifth of its height: more of them cannot fit, and need not be tried.
  const most = Math.ceil(measure.width / (measure.size * 0.2))
  const lines: string[] = []
  let rest = text
  while (rest !== '' && lines.length < measure.lines) {
    const isLast = lines.length === measure.lines - 1
    const length = longestStart(rest.slice(0, most), (start) =>
      fits(isLast && start.length < rest.length ? `${start}…` : start),
    )
    const line = rest.slice(0, length).trimEnd()
    rest = rest.slice(length).trimStart()
    lines.push(isLast && rest !== '' ? `${line}…` : line)
  }
  return lines
}

// Breaks between words; inside a word only when the word alone is wider than the line.
function longestStart(text: string, fits: (start: string) => boolean): number {
  let length = text.length
  while (length > 1 && !fits(text.slice(0, length).trimEnd())) {
    const space = text.lastIndexOf(' ', length - 1)
    length = space > 0 ? space : length - 1
  }
  return length
}
