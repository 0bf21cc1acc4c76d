import fc from 'fast-check'
import { expect, it } from 'vitest'
import { jsonCopy } from '../src/journal/json-copy.ts'

const strange = fc.constantFrom<unknown>(
  ...[undefined, -0, Number.NaN, Number.POSITIVE_INFINITY, new Date(0), () => 1, Symbol('s'), new Map([[1, 2]])],
  ...[new Array(2), [undefined, () => 1], { toJSON: () => undefined }, { toJSON: (key: string) => key }],
  ...[Object.create({ inherited: 1 }), JSON.parse('{"__proto__":{"a":1}}'), Object.create(null), Object('boxed')],
)

it('is what JSON makes of anything, and cannot be changed at any depth', () => {
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.object({ values: [strange] }),
    fc.object({ withNullPrototype: true }),
    strange,
  )
  const isFrozen = (value: unknown): boolean =>
    Object.isFrozen(value) && Object.values(Object(value)).every((part) => typeof part === 'string' || isFrozen(part))
  fc.assert(
    fc.property(anything, (value) => {
      const copy = jsonCopy({ value })
      expect(copy).toStrictEqual(JSON.parse(JSON.stringify({ value })))
      expect(isFrozen(copy)).toBe(true)
    }),
  )
})

it('throws for a circle, and for what JSON has no word for', () => {
  const circle: unknown[] = []
  circle.push(circle)
  expect(() => jsonCopy(circle)).toThrow(RangeError)
  expect(() => jsonCopy([1n])).toThrow(TypeError)
})

it('copies what it is given, and leaves that as it was', () => {
  const given = { colours: ['red'] }
  const copy = jsonCopy(given)
  given.colours.push('blue')
  expect(copy).toEqual({ colours: ['red'] })
})
