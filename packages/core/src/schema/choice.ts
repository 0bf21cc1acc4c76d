import { mustBe } from './must-be.ts'
import { nearest } from './nearest.ts'
import { field, type Reader } from './reader.ts'

/** Reads one of a few words; a slip is answered with the word that was probably meant. */
export const choice = <const Word extends string>(words: readonly Word[]): Reader<Word> =>
  field((value) => {
    if (words.some((word) => word === value)) return undefined
    const near = typeof value === 'string' && nearest(value, words)
    const problem = mustBe(`${words.length > 1 ? 'one of ' : ''}${words.join(', ')}`, value)
    return near ? `${problem}. Did you mean ${near}?` : problem
  })
