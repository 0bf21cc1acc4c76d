import { type ParsedGenerateInput, readGenerateInput } from './generate-input.ts'
import { parse } from './parse.ts'

/** Checks what a caller wants drawn and fills in the defaults. Throws `InvalidInputError` that names the field. */
export const parseGenerateInput = (input: unknown): ParsedGenerateInput => parse(readGenerateInput, input, 'input')
