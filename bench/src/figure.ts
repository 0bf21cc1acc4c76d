/** One line of a bench's output: what was measured, of whom, and how it came out. */
export interface Figure {
  readonly bench: string
  readonly client: string
  readonly version: string
  readonly case: string
  readonly [name: string]: string | number | boolean | undefined
}

/** A bench: it tells its figures as they come. */
export type Bench = () => AsyncIterable<Figure>
