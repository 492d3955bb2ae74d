import { readFileSync, writeFileSync } from 'node:fs'

const page = new URL('../../docs/reliability.md', import.meta.url)
const begin = '<!-- torture: written by npm run torture -- --write -->'
const end = '<!-- end of torture -->'

/** Puts the figures into docs/reliability.md, with the day and how they were made. */
export function writePage(table: string, how: string, now: Date): void {
  const text = readFileSync(page, 'utf8')
  const [before, rest] = text.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined)
    throw new Error(`cannot write docs/reliability.md: it has no place for the table ("${begin}", "${end}")`)
  const told = `On ${now.toISOString().slice(0, 10)}, by ${how}:`
  writeFileSync(page, `${before}${begin}\n\n${told}\n\n${table}\n\n${end}${after}`)
}
