import type { Unfitness } from '../../src/index.ts'

/** A file that must not pass, whatever type it is said to have. */
export type Hostile = readonly [name: string, bytes: Uint8Array, unfitness: Unfitness]

/** Puts the parts of a file together. */
export const join = (...parts: readonly Uint8Array[]): Buffer => Buffer.concat(parts)

/** As much as a picture may tell of itself, in bytes. */
export const manyBytes = 1024 * 1024
