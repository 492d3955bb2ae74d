import { unshowable } from './unobeyed.ts'

/** A table; its cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** A text that is folded away. */
export function details(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`
}

/** Text from outside, set as code. */
export function code(text: string): string {
  return `<code>${escaped(text)}</code>`
}

/** Text from outside in a table's cell: neither HTML nor Markdown, no formula, no link, and on one line. */
export function escaped(text: string): string {
  return text
    .replace(/[&<>"'|`*_[\]\\~@#$]/g, entity)
    .replace(/\s+/g, ' ')
    .replace(unshowable, '\ufffd')
    .replace(/(?<=\b(?:https?|ftp)):|(?<=\bwww)\./gi, entity)
}

function entity(character: string): string {
  return `&#${character.charCodeAt(0)};`
}
