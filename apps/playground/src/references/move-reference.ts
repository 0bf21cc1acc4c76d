/** The references with one of them a place further to the front: their order tells the model what matters. */
export function moveReference(references: readonly string[], url: string): readonly string[] {
  const index = references.indexOf(url)
  if (index < 1) return references
  return [...references.slice(0, index - 1), url, ...references.slice(index - 1, index), ...references.slice(index + 1)]
}
