/** A value as a literal of JavaScript, in this project's own style. */
export function inJavaScript(value: unknown, indent = ''): string {
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return `[${value.map((item) => inJavaScript(item, indent)).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const inner = `${indent}  `
  const fields = Object.entries(value).map(([name, field]) => `${inner}${name}: ${inJavaScript(field, inner)},\n`)
  return `{\n${fields.join('')}${indent}}`
}

// Whatever is in the text: JSON knows how to escape it.
const quoted = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
