import * as z from 'zod/mini'

/** A reader of the service's words as a schema, for whoever speaks zod. The client does not: its bundle holds none of this. */
export const schemaOf = <T>(read: (value: unknown) => T | undefined): z.ZodMiniTransform<T, unknown> =>
  z.transform((value: unknown, { issues }) => {
    const found = read(value)
    if (found === undefined) issues.push({ code: 'custom', message: 'makes no sense', input: value })
    return found ?? z.NEVER
  })
