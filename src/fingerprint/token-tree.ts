/** A token, or what stands between a bracket and its match. */
export type Node = string | Group

export interface Group {
  open: string
  items: Node[]
  close: string
}

// PostgreSQL itself refuses expressions nested this deep ("stack depth limit exceeded"), so nothing real is missed.
const DEEPEST = 1000

const CLOSING: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
])

/** The tokens as a tree of brackets, or undefined when they do not match or nest too deep. */
export function treeOf(tokens: readonly string[]): Node[] | undefined {
  const root: Node[] = []
  const open: Group[] = []
  let items = root
  for (const token of tokens) {
    const close = CLOSING.get(token)
    if (close !== undefined) {
      const group: Group = { open: token, items: [], close }
      items.push(group)
      open.push(group)
      items = group.items
      if (open.length > DEEPEST) return undefined
    } else if (token === ')' || token === ']') {
      if (open.pop()?.close !== token) return undefined
      items = open.at(-1)?.items ?? root
    } else items.push(token)
  }
  return open.length === 0 ? root : undefined
}

/** The tokens that the tree was made of. */
export function flattened(items: readonly Node[], tokens: string[] = []): string[] {
  for (const item of items) {
    if (typeof item === 'string') tokens.push(item)
    else {
      tokens.push(item.open)
      flattened(item.items, tokens)
      tokens.push(item.close)
    }
  }
  return tokens
}

/** What stands between commas. */
export function split(items: readonly Node[]): Node[][] {
  const parts: Node[][] = [[]]
  for (const item of items) {
    if (item === ',') parts.push([])
    else parts.at(-1)?.push(item)
  }
  return parts
}

export function joined(parts: readonly Node[][]): Node[] {
  return parts.flatMap((part, index) => (index === 0 ? part : [',', ...part]))
}
