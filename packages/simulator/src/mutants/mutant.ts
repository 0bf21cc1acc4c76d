/** One realistic defect, as a patch to a file that ships. */
export interface Mutant {
  /** In kebab-case. */
  readonly name: string
  /** What the defect does, for the table in the docs. */
  readonly defect: string
  /** Below `packages/`. */
  readonly file: string
  /** Text that stands in the file exactly once. */
  readonly find: string
  readonly replace: string
}

/** The file with the defect in it. Throws when the text is not there exactly once: then the patch no longer fits. */
export function patch({ name, file, find, replace }: Mutant, source: string): string {
  const parts = source.split(find)
  const [before, after] = parts
  if (parts.length !== 2 || before === undefined || after === undefined)
    throw new Error(`The mutant ${name} no longer fits ${file}: its text stands there ${parts.length - 1} times`)
  return before + replace + after
}
