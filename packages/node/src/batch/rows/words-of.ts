/** The plain words of a text, joined by dashes, for names that people read; nothing when it has none. */
export function wordsOf(text: string, mostLetters: number): string {
  const plain = text.slice(0, 500).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const words = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-/, '')
  return words.slice(0, mostLetters).replace(/-$/, '')
}
