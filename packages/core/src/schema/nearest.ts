/** The candidate that a slip most likely meant: the same but for case, punctuation, or letters left out or put in. */
export function nearest(slip: string, candidates: readonly string[]): string | undefined {
  const word = bare(slip)
  return word === '' ? undefined : candidates.find((candidate) => isNear(word, bare(candidate)))
}

// `aspectRatio`, `aspect-ratio` and `aspect_ratio` are one word to a person.
const bare = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, '')

const isNear = (a: string, b: string): boolean =>
  Math.abs(a.length - b.length) <= a.length / 4 && (isWithin(a, b) || isWithin(b, a))

// Whether the letters of one stand in the other, in order.
function isWithin(short: string, long: string): boolean {
  let found = 0
  for (const letter of long) if (letter === short[found]) found += 1
  return found === short.length
}
