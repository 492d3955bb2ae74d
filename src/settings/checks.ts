import { basename } from 'node:path'
import { SqlSplitter } from '../fingerprint/sql-splitter.ts'
import type { CheckStatement, Checks } from '../postgres/run-checks.ts'
import { absolutePath, type Facts, whyUnread } from './facts.ts'
import { Unacceptable } from './kinds.ts'
import type { Problems } from './problems.ts'
import { read, type Sources, shownText } from './sources.ts'

/** The statements of the file that `checks` names. One that cannot be read or split is noted. */
export function readChecks(sources: Sources, facts: Facts, problems: Problems): Checks | undefined {
  const given = read(sources, 'checks', problems)
  if (given === undefined) return undefined
  const file = absolutePath(given, facts)
  return problems.noting(`cannot use checks ${shownText(given)}`, () => ({
    file,
    statements: statementsIn(textOf(file, facts), basename(file)),
  }))
}

function textOf(file: string, facts: Facts): string {
  try {
    return facts.readText(file).replace(/^\uFEFF/, '')
  } catch (error) {
    throw new Unacceptable(`it cannot be read: ${whyUnread(error)}`)
  }
}

/** Splits where psql does. @throws Unacceptable for what is no SQL alone, no whole statement, or nothing at all */
export function statementsIn(text: string, name: string): CheckStatement[] {
  if (text.includes('\uFFFD')) throw new Unacceptable('it is not UTF-8')
  // The last statement may do without its semicolon.
  const chunk = Buffer.from(`${text}\n;`)
  let isStatement = false
  const splitter = new SqlSplitter(
    {
      statement: () => {
        isStatement = true
      },
      comment: () => undefined,
      lost: (reason) => {
        throw new Unacceptable(`${name} has ${reason}`)
      },
    },
    { standardStrings: true, isLead: () => false, hidesAscii: false },
  )
  const found: CheckStatement[] = []
  for (let at = 0, line = 1; at < chunk.length; ) {
    isStatement = false
    const end = splitter.read(chunk, at)
    const piece = chunk.toString('utf8', at, end)
    const first = line + linesIn(/^[\s;]*/.exec(piece)?.[0] ?? '')
    const sql = piece.replace(/^[\s;]+/, '').trimEnd()
    if (sql.startsWith('\\')) throw new Unacceptable(metaCommand(name, first, sql))
    if (isStatement) found.push({ line: first, sql })
    else if (!splitter.isBetween) throw new Unacceptable(unfinished(name, first))
    line += linesIn(piece)
    at = end
  }
  if (found.length === 0) throw new Unacceptable('it holds no statement, so nothing would be checked')
  return found
}

function linesIn(text: string): number {
  return text.split('\n').length - 1
}

function metaCommand(name: string, line: number, sql: string): string {
  const command = shownText(sql.split(/\s/, 1)[0] ?? '')
  return `line ${line} of ${name} is a command of psql's, ${command}; leave it out: the file is SQL, and the first statement that fails ends it`
}

function unfinished(name: string, line: number): string {
  return `the statement at line ${line} of ${name} has no end: a quote, a $$, a parenthesis or a comment is open`
}
