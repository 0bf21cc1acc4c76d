/** What a number among the options may be. */
export interface NumberRule {
  readonly words: string
  readonly allows: (value: number) => boolean
}

const isCount = (value: number): boolean => value >= 0 && Number.isInteger(value)
// A longer delay would overflow a timer's 32 bits and fire at once.
const longestTimerMs = 2 ** 31 - 1

/** The kinds of numbers that options are. */
export const numberRules = {
  any: { words: 'a finite number', allows: Number.isFinite },
  factor: { words: 'a finite number above 0', allows: (value) => value > 0 && Number.isFinite(value) },
  duration: { words: 'a finite number from 0', allows: (value) => value >= 0 && Number.isFinite(value) },
  endlessDuration: { words: 'a number from 0, or Infinity', allows: (value) => value >= 0 },
  timer: { words: `a number from 1 to ${longestTimerMs}`, allows: (value) => value >= 1 && value <= longestTimerMs },
  count: { words: 'a whole number from 0', allows: isCount },
  endlessCount: {
    words: 'a whole number from 0, or Infinity',
    allows: (value) => isCount(value) || value === Number.POSITIVE_INFINITY,
  },
  limit: {
    words: 'a whole number from 1, or Infinity',
    allows: (value) => value > 0 && (isCount(value) || value === Number.POSITIVE_INFINITY),
  },
} as const satisfies Readonly<Record<string, NumberRule>>

/** Throws a `RangeError` that names the first option which is given and makes no sense. */
export function checkNumbers<Name extends string>(
  options: { readonly [Key in NoInfer<Name>]?: unknown },
  rules: Readonly<Record<Name, NumberRule>>,
  path = '',
): void {
  const given = new Map<string, unknown>(Object.entries(options))
  for (const [name, { words, allows }] of Object.entries<NumberRule>(rules)) {
    const value = given.get(name)
    if (value === undefined || (typeof value === 'number' && allows(value))) continue
    throw new RangeError(`${path}${name} must be ${words}`)
  }
}
