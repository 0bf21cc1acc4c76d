/** Options with every default filled in; only what has no default may still be absent. */
export type Resolved<Options, WithoutDefault extends keyof Options = never> = {
  readonly [Name in keyof Options]-?: Name extends WithoutDefault
    ? Options[Name] | undefined
    : Exclude<Options[Name], undefined>
}

/** The defaults, and in their place what is given; `undefined` counts as not given. */
export function withDefaults<Options extends object>(
  defaults: Options,
  given: { readonly [Name in keyof Options]?: Options[Name] | undefined },
): Options {
  const chosen = Object.entries(given).filter(([, value]) => value !== undefined)
  return { ...defaults, ...Object.fromEntries(chosen) }
}
