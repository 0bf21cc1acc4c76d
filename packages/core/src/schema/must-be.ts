/** What to tell of a value that should be something else. */
export const mustBe = (wanted: string, value: unknown): string =>
  value === undefined ? 'is required' : `must be ${wanted}; received ${show(value)}`

// Only text is quoted, and shortly: anything else may be cyclic, a BigInt, or throw when it is printed.
function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
  if (value === null) return 'null'
  return Array.isArray(value) ? 'a list' : `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`
}
