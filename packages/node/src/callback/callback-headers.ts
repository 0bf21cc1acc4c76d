/** The headers of a callback: a web `Headers`, or Node's `request.headers` and its like. */
export type CallbackHeaders = { readonly get: (name: string) => string | null } | Readonly<Record<string, unknown>>

/** The header of that lower-case name; empty text where it is there but is not one text, and so fits no rule. */
export function headerOf(headers: CallbackHeaders, name: string): string | undefined {
  try {
    const value = typeof headers.get === 'function' ? headers.get(name) : ownValue(headers, name)
    if (value === undefined || value === null) return undefined
    return typeof value === 'string' ? value : ''
  } catch {
    // What cannot be read is not to be trusted.
    return ''
  }
}

function ownValue(headers: CallbackHeaders, name: string): unknown {
  const value: unknown = Object.hasOwn(headers, name) ? Reflect.get(headers, name) : undefined
  if (value !== undefined && value !== null) return value
  // Some gateways keep the sender's capitals.
  for (const key of Object.keys(headers))
    if (key.length === name.length && key !== name && key.toLowerCase() === name) return Reflect.get(headers, key)
  return undefined
}
