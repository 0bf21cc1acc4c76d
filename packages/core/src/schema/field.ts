import * as z from 'zod/mini'

/** Says what is wrong with a value and what would be right, or nothing. */
export type Rule = (value: unknown) => string | undefined

/** A schema for one value under a rule. All fields are of this one kind of zod's, because a browser pays for each kind. */
export const field = <T>(rule: Rule): z.ZodMiniType<T, T> =>
  z.custom<T>((value) => rule(value) === undefined, { error: ({ input }) => rule(input) })
