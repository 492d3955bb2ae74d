/** A thing and why it stays or goes. */
export type Decided<T> = T & { because: string }

export interface Decisions<T> {
  keep: Decided<T>[]
  remove: Decided<T>[]
}

/** Sorts things by whether there is a reason to keep them. */
export function decide<T extends object>(
  things: readonly T[],
  reasonToKeep: (thing: T) => string | undefined,
  reasonToRemove: string,
): Decisions<T> {
  const keep: Decided<T>[] = []
  const remove: Decided<T>[] = []
  for (const thing of things) {
    const because = reasonToKeep(thing)
    if (because === undefined) remove.push({ ...thing, because: reasonToRemove })
    else keep.push({ ...thing, because })
  }
  return { keep, remove }
}

/** Newest first, whatever order they came in. */
export function newestFirst<T extends { takenAt: Date }>(entries: readonly T[]): T[] {
  return entries.toSorted((a, b) => b.takenAt.getTime() - a.takenAt.getTime())
}
