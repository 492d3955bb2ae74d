import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { servers } from './known.ts'
import type { Answer } from './look/asking.ts'
import { questions } from './look/look.ts'
import type { Round } from './round.ts'

export const resultsFolder = join(import.meta.dirname, 'results')
export const page = resolve(import.meta.dirname, '../../docs/s3-servers.md')

/** What came of one server. */
export interface Result {
  name: string
  version: string
  /** Of the run, in UTC. */
  date: string
  answers: Record<string, Answer>
  round: Round
  /** What the doctor said of the store that was no praise. */
  doctor: readonly string[]
  openUploadsLeft: number
}

/** In the order in which they are known. */
export async function readResults(): Promise<Result[]> {
  const files = new Set(await readdir(resultsFolder))
  const names = Object.keys(servers).filter((name) => files.has(`${name}.json`))
  return await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(join(resultsFolder, `${name}.json`), 'utf8'))),
  )
}

const begin = '<!-- made by npm run s3-servers -->\n'
const end = '<!-- made so far -->'

/** Puts the table into the page, between its marks. */
export async function writeTable(): Promise<void> {
  await writeFile(page, withTable(await readFile(page, 'utf8'), await readResults()))
}

export function withTable(text: string, results: readonly Result[]): string {
  const [before, rest = ''] = text.split(begin)
  const after = rest.slice(rest.indexOf(end))
  return `${before}${begin}\n${tableOf(results)}\n${after}`
}

function tableOf(results: readonly Result[]): string {
  const row = (title: string, cell: (result: Result) => string) =>
    `| ${[title, ...results.map((result) => cell(result) || '-')].join(' | ')} |`
  return [
    row('', ({ name, version }) => `${name} ${version}`),
    row('---', () => '---'),
    ...Object.keys(questions).map((title) => row(title, ({ answers }) => inCell(answers[title] ?? ''))),
    ...['backup', 'list', 'drill', 'restore', 'prune'].map((step) =>
      row(`**${step}**`, ({ round }) => inCell(round[step] ?? '')),
    ),
    row('run on', ({ date }) => date),
    '',
  ].join('\n')
}

function inCell(answer: string): string {
  return answer.replaceAll('refused: ', 'refused ').replaceAll('|', '\\|')
}
