import { expect, test } from '@jest/globals'
import { runChecks } from '../../src/postgres/run-checks.ts'
import { statementsIn } from '../../src/settings/checks.ts'
import { connectionTo } from '../postgres/reach.ts'
import { startPostgres } from '../servers/postgres.ts'
import { fencesIn } from './fences.ts'

test('the checks that docs/drills.md shows do what it says', async () => {
  const [fence, ...others] = (await fencesIn('docs/drills.md')).filter(({ name }) => name === 'checks')
  expect(others).toEqual([])
  const checks = { file: '/checks.sql', statements: statementsIn(fence?.text ?? '', 'checks.sql') }
  await using server = await startPostgres()
  await server.createDatabase('shop')
  const run = async (change: string) => {
    await server.psql('shop', change)
    const options = { signal: new AbortController().signal, warning: () => undefined }
    const results = await runChecks(connectionTo(server, 'shop'), checks, options)
    return results.map(({ result, message }) => message ?? result)
  }
  const good = await run(`
    CREATE TABLE customers (id int); INSERT INTO customers VALUES (1);
    CREATE TABLE orders (customer_id int, placed_at timestamptz); INSERT INTO orders VALUES (1, now())`)
  expect(good).toEqual(['passed', 'passed'])
  expect(await run('INSERT INTO orders VALUES (2, now())')).toEqual(['orders without a customer', 'skipped'])
  expect(await run('DELETE FROM orders')).toEqual(['no recent orders', 'skipped'])
}, 60_000)
