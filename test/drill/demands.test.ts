import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { DrillRecord } from '../../src/catalog/drill-record.ts'
import { PgdrillError } from '../../src/errors.ts'
import { statementsIn } from '../../src/settings/checks.ts'
import { type DrillChanges, DrillScene, silent } from '../corpus/scene.ts'
import { MemoryStore } from '../fakes/memory-store.ts'

let scene: DrillScene

beforeAll(async () => {
  scene = await DrillScene.start()
  await scene.create(
    'app',
    `CREATE TABLE pets (id int PRIMARY KEY, name text);
     INSERT INTO pets SELECT n, 'pet ' || n FROM generate_series(1, 100) n;
     CREATE INDEX pets_name ON pets (name);
     CREATE TABLE parts (id int, day date) PARTITION BY RANGE (day);
     CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
     CREATE INDEX parts_day ON ONLY parts (day);
     CREATE TABLE visits (pet int); INSERT INTO visits VALUES (999);
     ALTER TABLE visits ADD FOREIGN KEY (pet) REFERENCES pets NOT VALID;
     CREATE FUNCTION audit() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no changes'; END $$;`,
  )
}, 60_000)
afterAll(() => scene?.[Symbol.asyncDispose]())

const stem = 'app_backup_2026-11-22_02-00-00'

async function drillOf(changes: DrillChanges, store?: MemoryStore): Promise<DrillRecord> {
  const { record } = await scene.drill(store ?? (await scene.backUp('app')), 'app', changes)
  expect((await scene.left()).filter((name) => name.startsWith('pgdrill'))).toEqual([])
  return record
}

const demand = ({ demands }: DrillRecord, name: string) => demands.find((each) => each.name === name)

function reporting(): { report: typeof silent; said: string[] } {
  const said: string[] = []
  const say = (text: string) => {
    said.push(text)
    return undefined
  }
  return { said, report: { ...silent, info: say, warning: say } as typeof silent }
}

const checksOf = (text: string) => ({ file: '/w/checks.sql', statements: statementsIn(text, 'checks.sql') })

describe('checks', () => {
  test('that pass are in the record, and the backup is verified', async () => {
    const checks = checksOf('DO $$ BEGIN ASSERT (SELECT count(*) FROM pets) = 100; END $$;\nSELECT 2')
    const record = await drillOf({ checks })
    expect(record).toMatchObject({ verdict: 'verified', differences: [] })
    expect(record.checks.map(({ line, result }) => [line, result])).toEqual([
      [1, 'passed'],
      [2, 'passed'],
    ])
  })

  test('of which one fails make the verdict failed, by name, and the command runs all the same', async () => {
    const checks = checksOf("SELECT 1;\nDO $$ BEGIN ASSERT false, 'no users'; END $$;\nSELECT 3")
    const afterRestore = { command: 'true', environment: {}, secrets: [] }
    const record = await drillOf({ checks, afterRestore })
    expect(record).toMatchObject({
      verdict: 'failed',
      differences: [
        {
          kind: 'check',
          text: expect.stringMatching(/^the check at line 2 of checks\.sql failed: no users/),
        },
      ],
      checks: [{ result: 'passed' }, { result: 'failed' }, { result: 'skipped' }],
    })
    expect(demand(record, 'after-restore-command')).toMatchObject({ result: 'passed' })
  })

  test('that get no answer make it inconclusive; what was proved before stays proved', async () => {
    const checks = checksOf('SELECT pg_terminate_backend(pg_backend_pid())')
    expect(await drillOf({ checks })).toMatchObject({
      verdict: 'inconclusive',
      reason: expect.stringContaining('cannot query'),
    })
    const { report, said } = reporting()
    expect(await drillOf({ checks, maxAgeMs: 1, report })).toMatchObject({
      verdict: 'failed',
      reason: null,
      differences: [{ kind: 'limit' }],
    })
    expect(said.join()).toContain('the drill ended early: cannot query')
  })
})

describe('indexes', () => {
  test('are valid and sound; that of a table whose partitions have none, and an unvalidated key, are no findings', async () => {
    const record = await drillOf({ amcheck: true })
    expect(record.verdict).toBe('verified')
    expect(record.demands).toEqual([
      { name: 'indexes', result: 'passed', text: 'every index is valid' },
      { name: 'amcheck', result: 'passed', text: 'B-tree indexes that are sound: 2' },
    ])
  })
})

describe('after-restore-command', () => {
  const run = (command: string, environment: Record<string, string> = {}, secrets: string[] = []) =>
    drillOf({
      afterRestore: { command, environment: { PATH: process.env.PATH ?? '', ...environment }, secrets },
    })

  test('finds the restored database, and no other, in its environment', async () => {
    const live = {
      PGHOST: 'live',
      PGSERVICE: 'live',
      PGHOSTADDR: '10.0.0.1',
      DATABASE_URL: 'postgresql://live/app',
      DATABASE_DIRECT: 'live',
      TARGET_DATABASE_URL: 'postgresql://live/app',
      INPUT_STORE: 'live',
      OTHER: 'kept',
    }
    const command = `set -e
      if env | grep live; then exit 7; fi
      test "$OTHER" = kept
      test "$(psql -XAtc 'SELECT count(*) FROM pets')" = 100
      psql -X -v ON_ERROR_STOP=1 "$DATABASE_URL" -c 'ALTER TABLE pets ADD born date'
      psql -XAt -h "$DATABASE_HOST" -p "$DATABASE_PORT" -U "$DATABASE_USER" -d "$DATABASE_NAME" -c 'SELECT born FROM pets' >/dev/null`
    const record = await run(command, live)
    expect(record.differences).toEqual([])
    expect(demand(record, 'after-restore-command')?.result).toBe('passed')
  })

  test('that fails is a finding with the end of what it printed, both streams in order, and no secret', async () => {
    const record = await run(
      'yes xxxxxxxx | head -c 100000; echo; echo "migrating with s3cret"; echo broken >&2; exit 3',
      {},
      ['s3cret'],
    )
    expect(record).toMatchObject({ verdict: 'failed', differences: [{ kind: 'command' }] })
    const text = record.differences[0]?.text ?? ''
    expect(text).toMatch(/^after-restore-command ended with exit code 3; it said: \.\.\./)
    expect(text).toMatch(/migrating with \*\*\*\nbroken$/)
    expect(text.length).toBeLessThan(2_200)
  })

  test('runs last: what it changes the checks have not seen', async () => {
    const checks = checksOf('DO $$ BEGIN ASSERT (SELECT count(*) FROM pets) = 100; END $$')
    const command = {
      command: 'psql -Xc "DELETE FROM pets"',
      environment: process.env as Record<string, string>,
    }
    const record = await drillOf({ checks, afterRestore: { ...command, secrets: [] } })
    expect(record).toMatchObject({ verdict: 'verified', checks: [{ result: 'passed' }] })
  })
})

describe('max-shrink', () => {
  const yesterday = new Date('2026-11-21T02:00:00Z')

  test('without an earlier backup says so, and fails nothing', async () => {
    const { report, said } = reporting()
    const record = await drillOf({ maxShrink: 10, report })
    expect(record.verdict).toBe('verified')
    expect(demand(record, 'max-shrink')).toMatchObject({ result: 'skipped' })
    expect(said).toContain('max-shrink: there is no earlier backup in memory: to compare with')
  })

  test.each([['plain'], ['custom']] as const)(
    'finds what was lost since the backup before: %s',
    async (format) => {
      await scene.source.psql('app', "INSERT INTO pets SELECT n, 'more' FROM generate_series(101, 150) n")
      const before = await scene.backUp('app', { format, now: yesterday })
      await scene.source.psql('app', 'DELETE FROM pets WHERE id > 100')
      const store = await scene.backUp('app', { format })
      for (const [key, object] of before.objects) store.objects.set(key, object)
      const record = await drillOf({ maxShrink: 33 }, store)
      expect(record.differences).toEqual([
        {
          kind: 'limit',
          text: 'table public.pets lost 33.3 % of its rows, and max-shrink is 33 %: it has 100, and had 150 in app_backup_2026-11-21_02-00-00',
        },
      ])
      expect((await drillOf({ maxShrink: 34 }, store)).verdict).toBe('verified')
    },
  )

  test('counts a partitioned table as one: an old partition may go', async () => {
    await scene.source.psql(
      'app',
      `CREATE TABLE log (month int, n int) PARTITION BY RANGE (month);
       CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM (1) TO (2);
       CREATE TABLE log_2 PARTITION OF log FOR VALUES FROM (2) TO (3);
       CREATE TABLE log_3 PARTITION OF log FOR VALUES FROM (3) TO (4);
       INSERT INTO log SELECT n % 2 + 1, n FROM generate_series(1, 200) n`,
    )
    const before = await scene.backUp('app', { now: new Date('2026-11-22T01:01:00Z') })
    await scene.source.psql(
      'app',
      'DROP TABLE log_1; INSERT INTO log SELECT 3, n FROM generate_series(1, 90) n',
    )
    const store = await scene.backUp('app', { now: new Date('2026-11-22T02:01:00Z') })
    await scene.source.psql('app', 'DROP TABLE log')
    for (const [key, object] of before.objects) store.objects.set(key, object)
    expect(await drillOf({ maxShrink: 5 }, store)).toMatchObject({ verdict: 'verified', differences: [] })
    expect((await drillOf({ maxShrink: 4 }, store)).differences).toMatchObject([
      { text: expect.stringMatching(/^table public.log lost 5 % of its rows, .* it has 190, and had 200/) },
    ])
  })

  test('warns of an earlier backup that cannot be read', async () => {
    const store = await scene.backUp('app')
    const before = await scene.backUp('app', { now: yesterday })
    for (const [key, object] of before.objects)
      store.objects.set(key, key.includes('.fingerprint') ? { ...object, bytes: Buffer.from('x') } : object)
    const { report, said } = reporting()
    const record = await drillOf({ maxShrink: 10, report }, store)
    expect(record.verdict).toBe('verified')
    expect(demand(record, 'max-shrink')).toMatchObject({
      result: 'skipped',
      text: expect.stringMatching(/cannot trust/),
    })
    expect(said.join('\n')).toMatch(/max-shrink: the backup before, .* cannot be read/)
  })
})

describe('several stores', () => {
  const drillRecord = (store: MemoryStore) =>
    JSON.parse(String(store.objects.get(`${stem}.drill.json`)?.bytes ?? 'null')) as DrillRecord | null

  test('the first that has it whole is drilled; a damaged copy has failed where it lies, and the drill with it', async () => {
    const damaged = await scene.backUp('app')
    damaged.objects.delete(`${stem}.globals.sql.gz`)
    const whole = await scene.backUp('app')
    const record = await drillOf({ stores: [damaged, whole] }, whole)
    expect(record).toMatchObject({
      verdict: 'failed',
      tablesCompared: 3,
      differences: [{ kind: 'damaged', text: expect.stringContaining(`${stem}.globals.sql.gz is gone`) }],
    })
    expect(drillRecord(damaged)).toMatchObject({ verdict: 'failed', differences: [{ kind: 'damaged' }] })
    expect(drillRecord(whole)).toMatchObject({ verdict: 'verified', differences: [] })
  })

  test('a store that lacks it is warned of', async () => {
    const { report, said } = reporting()
    const store = await scene.backUp('app')
    const record = await drillOf({ stores: [new MemoryStore('empty:'), store], report }, store)
    expect(record).toMatchObject({ verdict: 'verified', store: store.location })
    expect(said.join('\n')).toContain(`not in every store: ${stem} is missing in empty:`)
  })

  test('where none has it whole, the first copy is drilled and says what is wrong', async () => {
    const broken = async () => {
      const store = await scene.backUp('app')
      store.objects.delete(`${stem}.fingerprint.json.gz`)
      return store
    }
    const [one, two] = [await broken(), await broken()]
    const record = await drillOf({ stores: [one, two] }, one)
    expect(record.verdict).toBe('failed')
    expect(record.differences.map(({ kind }) => kind)).toEqual(['damaged', 'damaged'])
    expect([drillRecord(one)?.verdict, drillRecord(two)?.verdict]).toEqual(['failed', 'failed'])
  })

  test('a verdict that cannot be left beside a damaged copy is warned of', async () => {
    class ReadOnly extends MemoryStore {
      override async put(): Promise<never> {
        throw new PgdrillError('cannot write here')
      }
    }
    const damaged = new ReadOnly()
    const whole = await scene.backUp('app')
    for (const [key, object] of whole.objects) if (!key.includes('.globals')) damaged.objects.set(key, object)
    const { report, said } = reporting()
    const record = await drillOf({ stores: [damaged, whole], report }, whole)
    expect(record.verdict).toBe('failed')
    expect(said.join('\n')).toContain('the verdict is not in every store: cannot write here')
  })
})
