import { identifier } from './sql-names.ts'
import type { Node } from './token-tree.ts'

/** Whether the statement defines a view, materialised or not. */
export function isView(tokens: readonly string[]): boolean {
  const at = tokens.indexOf('VIEW')
  return tokens[0] === 'CREATE' && at > 0 && at <= 4
}

/**
 * A view of one relation without that relation's name before its columns: `SELECT pet.id FROM pet` up to PostgreSQL 15
 * is `SELECT id FROM pet` from 16 on (get_query_def in ruleutils.c: a view's rule no longer has OLD and NEW among its
 * relations). Where there are several relations, and in subqueries, every version writes the names, and they stay.
 */
export function withBareColumns(view: readonly Node[]): readonly Node[] {
  const select = view.indexOf('SELECT', view.indexOf('AS'))
  const from = view.indexOf('FROM', select)
  if (select === -1 || from === -1 || view.slice(select).some(isSetOperation)) return view
  const end = view.findIndex((item, at) => at > from && isClause(item) && view[at + 1] !== 'ORDINALITY')
  const relation = onlyRelation(view.slice(from + 1, end === -1 ? view.length : end))
  if (relation === undefined) return view
  const rest = end === -1 ? [] : view.slice(end)
  return [
    ...view.slice(0, select),
    ...bare(view.slice(select, from), relation),
    ...view.slice(from, view.length - rest.length),
    ...bare(rest, relation),
  ]
}

function isSetOperation(item: Node): boolean {
  return item === 'UNION' || item === 'INTERSECT' || item === 'EXCEPT'
}

// What can follow FROM; columns of these names are quoted.
const clauses = /^(WHERE|GROUP|HAVING|WINDOW|ORDER|LIMIT|OFFSET|FETCH|FOR|WITH|;)$/

function isClause(item: Node): boolean {
  return typeof item === 'string' && clauses.test(item)
}

/** By what name columns refer to the relation, as SQL writes it; undefined when FROM has several. */
function onlyRelation(from: readonly Node[]): string | undefined {
  const several = from.some((item) =>
    typeof item === 'string'
      ? item === ',' || item === 'JOIN'
      : item.items.includes('JOIN') && !isQuery(item.items),
  )
  if (several) return undefined
  const sample = from.indexOf('TABLESAMPLE')
  const named = sample === -1 ? from : from.slice(0, sample)
  const last = named.findLast((item) => typeof item === 'string' && identifier(item) !== undefined)
  // A function that is written like a keyword, and whose name has to be quoted.
  return last === 'XMLTABLE' ? '"xmltable"' : (last as string | undefined)
}

function isQuery(items: readonly Node[]): boolean {
  return items.includes('SELECT') || items[0] === 'VALUES'
}

function bare(items: readonly Node[], relation: string): Node[] {
  const result: Node[] = []
  for (let at = 0; at < items.length; at++) {
    const item = items[at] as Node
    // `pet.*` is the whole row, by its relation's name in every version.
    const isPrefix =
      item === relation && items[at + 1] === '.' && items[at - 1] !== '.' && items[at + 2] !== '*'
    if (isPrefix) at++
    else if (typeof item === 'string' || isQuery(item.items)) result.push(item)
    else result.push({ ...item, items: bare(item.items, relation) })
  }
  return result
}
