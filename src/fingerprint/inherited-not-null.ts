import { isInheritingTable } from './canonical.ts'
import { flattened, joined, type Node, split, treeOf } from './token-tree.ts'

type Tokens = readonly string[]

/**
 * The statement, or the several that pg_dump 17 and older write for it: that an inherited column must not be null stands
 * among the columns of CREATE TABLE from 18 on (`NOT NULL id`), and before in an ALTER TABLE of its own.
 */
export function takenApart(tokens: Tokens): readonly Tokens[] {
  const tree = isInheritingTable(tokens) && tokens.includes('NULL') ? treeOf(tokens) : undefined
  const at = tree?.findIndex((item) => typeof item === 'object') ?? -1
  const columns = tree?.[at]
  if (tree === undefined || typeof columns !== 'object') return [tokens]
  const elements = split(columns.items)
  const kept = { ...columns, items: joined(elements.filter((element) => !isNotNull(element))) }
  const table = flattened(tree.slice(tree.indexOf('TABLE') + 1, at))
  return [flattened(tree.with(at, kept)), ...elements.filter(isNotNull).map(alterOf(table))]
}

/** `NOT NULL id`; with a name, or NO INHERIT, it is of 18 and newer alone. */
function isNotNull(element: readonly Node[]): boolean {
  return element.length === 3 && element[0] === 'NOT' && element[1] === 'NULL'
}

function alterOf(table: Tokens): (element: readonly Node[]) => Tokens {
  return ([, , column]) =>
    [
      ['ALTER', 'TABLE', 'ONLY'],
      table,
      ['ALTER', 'COLUMN'],
      column as string,
      ['SET', 'NOT', 'NULL', ';'],
    ].flat()
}
