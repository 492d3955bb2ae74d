// Writes the table of options into action.yml and docs/reference.md, each between its marks. With --check it writes
// nothing and fails when one of them says something else than the table.
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { actionInterface, optionTables, outputTable } from '../src/settings/option-tables.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

const places = [
  { file: 'action.yml', begin: '# options', end: '# /options', text: actionInterface('backup') },
  {
    file: 'restore/action.yml',
    begin: '# options',
    end: '# /options',
    text: actionInterface('restore'),
  },
  { file: 'verify/action.yml', begin: '# options', end: '# /options', text: actionInterface('verify') },
  { file: 'list/action.yml', begin: '# options', end: '# /options', text: actionInterface('list') },
  { file: 'doctor/action.yml', begin: '# options', end: '# /options', text: actionInterface('doctor') },
  {
    file: 'setup/action.yml',
    begin: '# options',
    end: '# /options',
    text: actionInterface('setup-client'),
  },
  {
    file: 'docs/reference.md',
    begin: '<!-- options -->',
    end: '<!-- /options -->',
    text: `\n${optionTables()}\n`,
  },
  {
    file: 'docs/reference.md',
    begin: '<!-- outputs -->',
    end: '<!-- /outputs -->',
    text: `\n${outputTable('backup')}\n`,
  },
  {
    file: 'docs/reference.md',
    begin: '<!-- restore outputs -->',
    end: '<!-- /restore outputs -->',
    text: `\n${outputTable('restore')}\n`,
  },
  {
    file: 'docs/reference.md',
    begin: '<!-- verify outputs -->',
    end: '<!-- /verify outputs -->',
    text: `\n${outputTable('verify')}\n`,
  },
  {
    file: 'docs/reference.md',
    begin: '<!-- list outputs -->',
    end: '<!-- /list outputs -->',
    text: `\n${outputTable('list')}\n`,
  },
  {
    file: 'docs/reference.md',
    begin: '<!-- doctor outputs -->',
    end: '<!-- /doctor outputs -->',
    text: `\n${outputTable('doctor')}\n`,
  },
  {
    file: 'docs/reference.md',
    begin: '<!-- setup-client outputs -->',
    end: '<!-- /setup-client outputs -->',
    text: `\n${outputTable('setup-client')}\n`,
  },
]

for (const { file, begin, end, text } of places) {
  const path = `${root}/${file}`
  const before = await readFile(path, 'utf8')
  const after = replaceBetween(before, `\n${begin}\n`, `${end}\n`, `${text}\n`, file)
  if (!process.argv.includes('--check')) await writeFile(path, after)
  else if (before !== after)
    fail(`${file} does not say what src/settings/options.ts says: run npm run build:options`)
}

function replaceBetween(whole: string, begin: string, end: string, text: string, file: string): string {
  const from = whole.indexOf(begin)
  const to = whole.indexOf(end, from + begin.length)
  if (from === -1 || to === -1)
    throw new Error(`${file} has no "${begin.trim()}" followed by "${end.trim()}"`)
  return whole.slice(0, from + begin.length) + text + whole.slice(to)
}

function fail(message: string): void {
  console.error(message)
  process.exitCode = 1
}
