/** Applies `act` to every item, at most `limit` at once, and gives the results in the items' order. The first error ends it. */
export async function mapAtOnce<T, R>(
  items: readonly T[],
  limit: number,
  act: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  const queue = items.entries()
  const worker = async () => {
    // All workers draw from one iterator, so each item is taken once.
    for (const [index, item] of queue) results[index] = await act(item)
  }
  await Promise.all(Array.from({ length: limit }, worker))
  return results
}
