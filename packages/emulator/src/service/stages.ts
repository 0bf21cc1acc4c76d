/** How long a task stays in each status that is not terminal, in milliseconds; with `Infinity` it never leaves it. */
export interface Stages {
  readonly queued: number
  readonly handling: number
  readonly archiving: number
}

/** The stages as far as they are given; what is left out is drawn. */
export type StageOptions = { readonly [Name in keyof Stages]?: Stages[Name] | undefined }
