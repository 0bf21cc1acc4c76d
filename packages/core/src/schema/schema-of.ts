import * as z from 'zod/mini'
import type { Reader } from './reader.ts'

/** A reader of what callers pass as a schema, for whoever speaks zod: the same values, the same words. No client needs it. */
export const schemaOf = <Input, Output>(read: Reader<Output>): z.ZodMiniTransform<Awaited<Output>, Input> =>
  z.transform((value: Input, { issues }) =>
    read(value, (message, ...path) => issues.push({ code: 'custom', message, path: [...path], input: value })),
  )

/** The same for a reader of the service's words. */
export const answerSchemaOf = <T>(read: (value: unknown) => T | undefined): z.ZodMiniTransform<Awaited<T>, unknown> =>
  schemaOf((value, tell) => {
    const found = read(value)
    if (found === undefined) tell('makes no sense')
    return found as T
  })
