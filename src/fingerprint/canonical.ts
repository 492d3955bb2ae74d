import { inOldWords } from './major-words.ts'
import { flattened, type Group, joined, type Node, split, treeOf } from './token-tree.ts'
import { isView, withBareColumns } from './view-columns.ts'

/**
 * The edition of what makes an object's digest: the rules here and the tokens they work on. Raised by who changes them, or
 * every older backup's fingerprint would be taken for another dump's.
 */
export const rules = 1

// The same definition can come back from a restore in other words, because PostgreSQL stores parsed expressions and
// prints what it parsed, and another major prints in its own way. Measured with 14 to 18: see
// docs/decisions/fingerprint-digest.md for each case.

/** The tokens of a statement with the accidents of a dump and restore taken out: equal for equal definitions. */
export function canonical(printed: readonly string[]): readonly string[] {
  const tokens = withSortedRoles(inOldWords(printed))
  const inherits = isInheritingTable(tokens)
  const view = isView(tokens)
  if (!inherits && !view && !mayBeReworded(tokens)) return tokens
  const tree = treeOf(tokens)
  if (!tree) return tokens
  const items = reworded(tree)
  if (view) return flattened(withBareColumns(items))
  return flattened(inherits ? withSortedElements(items) : items)
}

/** A policy's roles are printed in the order in which the server finds them, which another cluster's may not be. */
function withSortedRoles(tokens: readonly string[]): readonly string[] {
  const from = tokens.indexOf('TO') + 1
  if (tokens[0] !== 'CREATE' || tokens[1] !== 'POLICY' || from === 0) return tokens
  const length = tokens.slice(from).findIndex((token) => /^(USING|WITH|;)$/.test(token))
  const end = length === -1 ? tokens.length : from + length
  const roles = tokens.slice(from, end).filter((token) => token !== ',')
  const listed = roles.sort().flatMap((role, index) => (index === 0 ? [role] : [',', role]))
  return [...tokens.slice(0, from), ...listed, ...tokens.slice(end)]
}

/** Whether the statement is CREATE TABLE ... INHERITS, whose own columns may come back in another order. */
export function isInheritingTable(tokens: readonly string[]): boolean {
  return tokens[0] === 'CREATE' && tokens.includes('INHERITS') && tokens.slice(1, 4).includes('TABLE')
}

function mayBeReworded(tokens: readonly string[]): boolean {
  return tokens.includes('ARRAY') || tokens.includes('AND') || tokens.includes('OR')
}

function reworded(items: readonly Node[]): Node[] {
  const inner = items.map((item) =>
    typeof item === 'string' ? item : { ...item, items: reworded(item.items) },
  )
  return withFlatChain(withCastElements(inner))
}

/**
 * `x IN ('a', 'b')` on a varchar is stored, and first printed, as `(ARRAY[a, b])::text[]`; parsing that pushes the
 * cast into the elements, and from then on it is printed as `ARRAY[(a)::text, (b)::text]`.
 */
function withCastElements(items: readonly Node[]): Node[] {
  const result: Node[] = []
  for (let at = 0; at < items.length; at++) {
    const array = constructorIn(items[at])
    const typeEnd = array && items[at + 1] === '::' ? arrayTypeEnd(items, at + 2) : undefined
    if (array && typeEnd !== undefined) {
      result.push('ARRAY', castEach(array, items.slice(at + 2, typeEnd)))
      at = typeEnd
    } else result.push(items[at] as Node)
  }
  return result
}

/** The brackets of `(ARRAY[...])`. */
function constructorIn(node: Node | undefined): Group | undefined {
  if (typeof node !== 'object' || node.open !== '(' || node.items.length !== 2) return undefined
  const [word, brackets] = node.items
  return word === 'ARRAY' && typeof brackets === 'object' && brackets.open === '[' ? brackets : undefined
}

/** Where, from `at`, the `[]` stands that ends an array type's name; undefined when something else comes first. */
function arrayTypeEnd(items: readonly Node[], at: number): number | undefined {
  for (let end = at; end < items.length; end++) {
    const item = items[end] as Node
    if (typeof item === 'object') {
      if (item.open === '[') return end > at && item.items.length === 0 ? end : undefined
      if (!item.items.every((part) => typeof part === 'string' && /^[\d,-]+$/.test(part))) return undefined
    } else if (!/^[\w\u0080-\u00ff".$]/.test(item) || /^(AND|OR|THEN|ELSE|END|AS|FROM|WHERE)$/.test(item)) {
      return undefined
    }
  }
  return undefined
}

function castEach(array: Group, type: readonly Node[]): Group {
  const elements = split(array.items).map((element): Node[] => {
    const [word, brackets] = element
    const nested = element.length === 2 && word === 'ARRAY' && typeof brackets === 'object'
    if (nested) return ['ARRAY', castEach(brackets, type)]
    return [{ open: '(', items: element, close: ')' }, '::', ...type]
  })
  return { ...array, items: joined(elements) }
}

/**
 * `a BETWEEN 1 AND 2 AND b`, and `x IN ('a', 'b', y, z)`, are first printed as `((p AND q) AND b)`; the parser makes
 * one chain of that, and from then on it is `(p AND q AND b)`. Only a chain's first member is taken in so.
 */
function withFlatChain(items: Node[]): Node[] {
  const [first, operator] = items
  if (operator !== 'AND' && operator !== 'OR') return items
  if (typeof first !== 'object' || first.open !== '(' || first.items.length < 3) return items
  const operators = first.items.filter((item) => typeof item === 'string')
  return first.items[1] === operator && operators.every((item) => item === operator)
    ? [...first.items, ...items.slice(1)]
    : items
}

function withSortedElements(items: readonly Node[]): Node[] {
  const at = items.findIndex((item) => typeof item === 'object')
  return items.map((item, index) => (index === at && typeof item === 'object' ? sorted(item) : item))
}

function sorted(group: Group): Group {
  const elements = split(group.items).map((element) => ({ element, text: flattened(element).join(' ') }))
  elements.sort((a, b) => (a.text < b.text ? -1 : Number(a.text > b.text)))
  return { ...group, items: joined(elements.map(({ element }) => element)) }
}
