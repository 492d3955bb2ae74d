import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parseDrill } from '../../src/catalog/drill.ts'
import { type DrillRecord, encodeDrill } from '../../src/catalog/drill-record.ts'

const validate = new Ajv2020({ strict: true, allowUnionTypes: true, validateFormats: false }).compile(
  JSON.parse(readFileSync(new URL('../../docs/drill.schema.json', import.meta.url), 'utf8')),
)

const failed: DrillRecord = {
  schema: 1,
  backup: 'app_backup_2026-11-22_02-00-00',
  verdict: 'failed',
  drilledAt: new Date('2026-11-22T03:00:00Z'),
  tool: { name: 'pgdrill', version: '0.1.0' },
  store: '/backups',
  reason: null,
  differences: [{ kind: 'missing', text: 'missing index public.orders_customer' }],
  serverVersion: '17.2',
  tablesCompared: 20,
  rowsCompared: null,
  checks: [
    { line: 1, statement: 'SELECT 1', result: 'passed', message: null, seconds: 0.002 },
    { line: 2, statement: 'SELECT 1/0', result: 'failed', message: 'division by zero', seconds: 0.001 },
    { line: 3, statement: 'SELECT 3', result: 'skipped', message: null, seconds: null },
  ],
  demands: [{ name: 'max-age', result: 'passed', text: 'the backup is 3600 s old' }],
  restoreSeconds: 1.2,
  ageSeconds: 3600,
}
const untried: DrillRecord = {
  ...failed,
  verdict: 'inconclusive',
  reason: 'cannot start a scratch server',
  differences: [],
  serverVersion: null,
  restoreSeconds: null,
}

test.each([failed, untried])(
  'a drill record is as its schema says, and a listing reads it: $verdict',
  (record) => {
    const text = encodeDrill(record)
    expect(validate(JSON.parse(text)) ? [] : validate.errors).toEqual([])
    const { backup, verdict, drilledAt } = record
    expect(parseDrill(text, `${backup}.drill.json`)).toEqual({ schema: 1, backup, verdict, drilledAt })
  },
)

test('a record of the time before checks and demands is as the schema says, too', () => {
  const { checks, demands, ...older } = JSON.parse(encodeDrill(failed))
  expect([checks.length, demands.length]).toEqual([3, 1])
  expect(validate(older)).toBe(true)
})

test('the schema refuses a record without its verdict, or with one that is none', () => {
  const { verdict: _, ...without } = JSON.parse(encodeDrill(failed))
  expect(validate(without)).toBe(false)
  expect(validate({ ...without, verdict: 'green' })).toBe(false)
})
