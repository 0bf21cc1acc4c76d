import { mustBe } from './must-be.ts'
import type { Reader } from './reader.ts'

/** Reads a list; a hole in it is a value that is missing. */
export const listOf =
  <T>(read: Reader<T>): Reader<T[]> =>
  (value, tell) => {
    if (Array.isArray(value))
      return Array.from(value, (one, index) => read(one, (problem, ...path) => tell(problem, index, ...path)))
    tell(mustBe('a list', value))
    return []
  }
