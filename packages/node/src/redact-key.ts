/**
 * Replaces a key wherever a text shows it: as it is, percent-encoded, or with any of its characters escaped as JSON may
 * escape them, which reading the JSON would undo.
 */
export function createRedactKey(key: string): (text: string) => string {
  const escapable = [...key].map(spellings).join('')
  const shown = new RegExp(`${escapable}|${literal(encodeURIComponent(key))}`, 'g')
  return (text) => text.replace(shown, '[redacted]')
}

// JSON may write any character by its code, and some with a backslash before them.
function spellings(character: string): string {
  const code = character.charCodeAt(0).toString(16).padStart(4, '0')
  const hex = [...code].map((digit) => `[${digit}${digit.toUpperCase()}]`).join('')
  const escaped = /["\\/]/.test(character) ? `|\\\\${literal(character)}` : ''
  return `(?:${literal(character)}|\\\\u${hex}${escaped})`
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
