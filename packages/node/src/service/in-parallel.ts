/** Works on all items, so many at once. What one throws is reported and stops no other. */
export async function inParallel<T>(
  items: Iterable<T>,
  { width, reportError }: { readonly width: number; readonly reportError: (error: unknown) => void },
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items[Symbol.iterator]()
  const worker = async (): Promise<void> => {
    for (let item = rest.next(); !item.done; item = rest.next()) await work(item.value).catch(reportError)
  }
  await Promise.all(Array.from({ length: width }, worker))
}
