// What opens something: keys, sessions, signatures, and the addresses that callbacks are recognised by.
const secretHeaders: ReadonlySet<string> = new Set(['authorization', 'cookie', 'set-cookie', 'x-hiapi-signature'])

/** A value that must not be seen: what kind it is, and nothing more. */
const hidden = (name: string, value: string): string => {
  if (!secretHeaders.has(name)) return redactText(value)
  return /^Bearer /i.test(value) ? 'Bearer •••' : '•••'
}

/** Headers without what opens something; names in lower case. */
export const redactHeaders = (headers: Iterable<readonly [string, string]>): Readonly<Record<string, string>> =>
  Object.fromEntries([...headers].map(([name, value]) => [name.toLowerCase(), hidden(name.toLowerCase(), value)]))

/** A text without keys, and without the token in the address of a callback. */
export const redactText = (text: string): string =>
  text.replaceAll(/\bsk-[\w-]{4,}/g, 'sk-•••').replaceAll(/(\/callbacks\/)[\w.~-]+/g, '$1•••')
