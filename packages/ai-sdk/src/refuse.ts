import { InvalidInputError } from '@nano-banana/node'

/** The error for one field of a call. */
export const refuse = (field: string, message: string): InvalidInputError => new InvalidInputError([{ field, message }])
