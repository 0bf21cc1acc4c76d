/** The candidate that a slip most likely meant, or nothing when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const slip = bare(word)
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(slip, bare(candidate)) }))
    .sort((a, b) => a.distance - b.distance)[0]
  return ranked && ranked.distance <= word.length / 4 ? ranked.candidate : undefined
}

// `aspectRatio`, `aspect-ratio` and `aspect_ratio` are one word to a person.
const bare = (word: string): string =>
  word
    .slice(0, 64)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')

function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [i, letter] of [...from].entries()) {
    const above = row
    row = [i + 1]
    for (let j = 0; j < to.length; j += 1) {
      const swap = at(above, j) + (letter === to[j] ? 0 : 1)
      row.push(Math.min(swap, at(above, j + 1) + 1, at(row, j) + 1))
    }
  }
  return at(row, to.length)
}

const at = (row: readonly number[], index: number): number => row[index] ?? 0
