import { keyOf, type QualifiedName, qualifiedNameAt } from './sql-names.ts'

/** Which table is a partition of which, by the statements that attach them. */
export class Partitions {
  readonly #parents = new Map<string, QualifiedName>()

  /** ALTER TABLE [ONLY] parent ATTACH PARTITION partition ... */
  read(tokens: readonly string[]): void {
    if (tokens[0] !== 'ALTER' || tokens[1] !== 'TABLE') return
    const parent = qualifiedNameAt(tokens, tokens[2] === 'ONLY' ? 3 : 2)
    if (parent === undefined || tokens[parent.end] !== 'ATTACH' || tokens[parent.end + 1] !== 'PARTITION')
      return
    const partition = qualifiedNameAt(tokens, parent.end + 2)
    if (partition !== undefined) this.#parents.set(keyOf(partition.name), parent.name)
  }

  /** The partitioned table at the top, for partitions may have partitions; undefined for a table that is no partition. */
  rootOf(table: QualifiedName): QualifiedName | undefined {
    let root: QualifiedName | undefined
    let next = this.#parents.get(keyOf(table))
    // Anybody can have written a dump in which each is a partition of the other.
    const passed = new Set([keyOf(table)])
    while (next !== undefined && !passed.has(keyOf(next))) {
      passed.add(keyOf(next))
      root = next
      next = this.#parents.get(keyOf(next))
    }
    return root
  }
}
