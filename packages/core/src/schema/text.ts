import { mustBe } from './must-be.ts'
import { field, type Reader } from './reader.ts'

/** Reads text, any or only such as has no problem. */
export const text = (problemOf: (text: string) => string | undefined = () => undefined): Reader<string> =>
  field((value) => (typeof value === 'string' ? problemOf(value) : mustBe('a string', value)))
