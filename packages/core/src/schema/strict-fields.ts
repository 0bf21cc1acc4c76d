import { mustBe } from './must-be.ts'
import { nearest } from './nearest.ts'
import type { Reader } from './reader.ts'

/** One reader for each field. */
export type Fields<T> = { readonly [Name in keyof T]-?: Reader<T[Name]> }

/** Reads an object that has these fields and no other; an unknown one is named, and where or how it was probably meant. */
export const strictFields =
  <T>(place: string, fields: Fields<T>): Reader<T> =>
  (value, tell) => {
    const known = Object.entries<Reader<unknown>>(fields)
    const names = known.map(([name]) => name)
    const read: Record<string, unknown> = {}
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [name, readField] of known) {
        const found = readField(value[name as never], (problem, ...path) => tell(problem, name, ...path))
        if (found !== undefined) read[name] = found
      }
      for (const name of Object.keys(value)) if (!names.includes(name)) tell(explainUnknown(name, place, names), name)
    } else tell(mustBe('an object', value))
    return read as T
  }

// Where fields are most often put that belong elsewhere.
const inputFields = ['prompt', 'image_input', 'aspect_ratio', 'resolution', 'output_format']
const requestFields = ['model', 'input', 'callback', 'route', 'storage']

function explainUnknown(name: string, place: string, known: readonly string[]): string {
  const problem = `is not a field of ${place}`
  const near = nearest(name, known)
  if (near) return `${problem}: did you mean ${near}?`
  const inInput = nearest(name, inputFields)
  if (inInput) return `${problem}: ${inInput} belongs in input`
  const atTop = nearest(name, requestFields)
  if (atTop) return `${problem}: ${atTop} belongs at the top level of the request, beside input`
  return `${problem}, which has ${known.join(', ')}`
}
