/** Tells a problem with a value, or with what stands at a path below it. */
export type Tell = (problem: string, ...path: readonly (string | number)[]) => void

/** Reads what a caller passed: gives a fresh, plain value. When it has told a problem, what it gives is of no use. */
export type Reader<T> = (value: unknown, tell: Tell) => T

/** What was passed, with every default filled in. */
export type Filled<T> = { [Name in keyof T]-?: Exclude<T[Name], undefined> }

/** Says what is wrong with a value and what would be right, or nothing. */
export type Rule = (value: unknown) => string | undefined

/** Reads one value under a rule. */
export const field =
  <T>(rule: Rule): Reader<T> =>
  (value, tell) => {
    const problem = rule(value)
    if (problem !== undefined) tell(problem)
    return value as T
  }

/** Reads one value that passes a test, or else tells the problem. */
export const must = <T>(isGood: (value: unknown) => boolean, problem: string): Reader<T> =>
  field((value) => (isGood(value) ? undefined : problem))

/** Reads a value that may be left out. */
export const optional =
  <T>(read: Reader<T>): Reader<T | undefined> =>
  (value, tell) =>
    value === undefined ? value : read(value, tell)

/** Reads a value that is something else when it is left out. */
export const withDefault =
  <T>(read: Reader<T>, otherwise: NoInfer<T>): Reader<T> =>
  (value = otherwise, tell) =>
    read(value, tell)
