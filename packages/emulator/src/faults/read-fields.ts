/** A range of numbers. */
export interface Range {
  /** @default 0 */
  readonly from?: number
  /** @default Infinity */
  readonly to?: number
  /** @default false */
  readonly isWhole?: boolean
  /** What an absent field counts as; without it the field is required. */
  readonly otherwise?: number
}

/** Reads an object field by field. Everything throws a `TypeError` that names the field and says what it must be. */
export interface Fields {
  readonly value: (name: string) => unknown
  readonly number: (name: string, range?: Range) => number
  readonly flag: (name: string) => boolean
  /** Text that fits into a header. */
  readonly text: (name: string) => string
  readonly optionalText: (name: string) => string | undefined
  readonly choice: <Choice extends string>(name: string, choices: readonly Choice[]) => Choice
  /** Refuses the fields that nobody read. */
  readonly end: () => void
}

/** Begins to read the object that stands at `path`; the outermost one has none. */
export function readFields(object: unknown, path = ''): Fields {
  const isObject = typeof object === 'object' && object !== null && !Array.isArray(object)
  if (!isObject) throw new TypeError(`${path || 'The body'} must be an object`)
  const left = new Map<string, unknown>(Object.entries(object))

  const pathOf = (name: string): string => (path ? `${path}.${name}` : name)
  const refuse = (name: string, mustBe: string): TypeError => new TypeError(`${pathOf(name)} must be ${mustBe}`)
  const take = (name: string): unknown => {
    const value = left.get(name)
    left.delete(name)
    return value
  }
  const optionalText = (name: string): string | undefined => {
    const value = take(name)
    if (value === undefined || (typeof value === 'string' && /^[\x20-\x7e]{0,256}$/.test(value))) return value
    throw refuse(name, 'at most 256 characters of printable ASCII')
  }

  return {
    value: take,
    number(name, { from = 0, to = Number.POSITIVE_INFINITY, isWhole = false, otherwise } = {}) {
      const value = take(name) ?? otherwise
      const isGood = typeof value === 'number' && value >= from && value <= to
      if (isGood && (!isWhole || value === Number.POSITIVE_INFINITY || Number.isInteger(value))) return value
      throw refuse(name, `a ${isWhole ? 'whole ' : ''}number from ${from} to ${to}`)
    },
    flag(name) {
      const value = take(name)
      if (typeof value === 'boolean') return value
      throw refuse(name, 'true or false')
    },
    text(name) {
      const value = optionalText(name)
      if (value !== undefined) return value
      throw refuse(name, 'a text')
    },
    optionalText,
    choice(name, choices) {
      const value = take(name)
      const choice = choices.find((one) => one === value)
      if (choice !== undefined) return choice
      throw refuse(name, `one of ${choices.join(', ')}`)
    },
    end() {
      const [name] = left.keys()
      if (name !== undefined) throw new TypeError(`${pathOf(name)} is unknown`)
    },
  }
}
