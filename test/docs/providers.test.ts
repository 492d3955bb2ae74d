import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { directInstead } from '../../src/postgres/pooler.ts'
import { parseConnectionUrl } from '../../src/settings/connection-url.ts'
import { fencesIn } from './fences.ts'
import { root } from './program.ts'

const page = readFileSync(join(root, 'docs/providers.md'), 'utf8')
const folder = join(root, 'test/providers')
const files = [
  ...readdirSync(folder).map((name) => join(folder, name)),
  ...['connect-errors', 'scratch-database'].map((name) => join(root, `test/postgres/${name}.test.ts`)),
]
const tests = files.map((file) => readFileSync(file, 'utf8')).join('\n')

test('each row that docs/providers.md says is run here names a test that is there', () => {
  const [, section = ''] = page.split('## What is run here\n')
  const [rows = ''] = section.split('\n## ')
  const titles = [...rows.matchAll(/^\| .* \| (.*) \|$/gm)].map(([, title = '']) => title).slice(2)
  expect(titles.length).toBeGreaterThan(10)
  expect(titles.filter((title) => !tests.includes(title))).toEqual([])
})

test('each service has an example that can be read, verifies or encrypts, and leads to no pooler that is refused', async () => {
  const fences = await fencesIn('docs/providers.md')
  const urls = fences.map(({ text }) => /^DATABASE_URL=(.*)$/m.exec(text)?.[1] ?? '')
  expect(urls).toHaveLength(6)
  const generic = directInstead({
    host: 'elsewhere',
    port: 1,
    database: '',
    user: '',
    ssl: { mode: 'prefer' },
    others: {},
    environment: {},
  })
  for (const url of urls) {
    const { PGHOST: host = '', PGPORT, PGSSLMODE, PGSSLROOTCERT } = parseConnectionUrl(url)
    expect([url, PGSSLMODE]).toEqual([url, expect.stringMatching(/^(?:require|verify-ca|verify-full)$/)])
    expect(PGSSLROOTCERT === undefined).toBe(PGSSLMODE === 'require')
    const connection = { host, port: Number(PGPORT ?? 5432), database: '', user: '' }
    const cure = directInstead({ ...connection, ssl: { mode: 'prefer' }, others: {}, environment: {} })
    expect([url, cure]).toEqual([url, generic])
  }
})
