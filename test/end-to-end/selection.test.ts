import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { backUp, countRows, type Made, sh } from './by-hand.ts'
import { into, Scene } from './scene.ts'

// As a pattern for pg_dump, and as it is.
const oddPattern = `"Sträange ""table"" name; it's"`
const oddTable = `public.Sträange "table" name; it's`

let scene: Scene
beforeAll(async () => {
  scene = await Scene.withoutS3()
  await scene.server.createDatabase('shop')
  await scene.server.query(
    'shop',
    `create schema audit;
     create schema "Lager & Versand";
     create table customer as select generate_series(1, 3) as id;
     create table customer_note as select generate_series(1, 4) as id;
     create table ${oddPattern} as select generate_series(1, 5) as id;
     create table audit.log as select generate_series(1, 6) as id;
     create table "Lager & Versand".stock as select generate_series(1, 7) as id`,
  )
})
afterAll(() => scene[Symbol.asyncDispose]())

let folders = 0
const backUpShop = (...args: string[]) => backUp(scene, 'shop', `backups-${++folders}`, args)

function rowsOf({ fingerprint }: Made): Record<string, number | null> {
  const tables = fingerprint?.tables ?? []
  return Object.fromEntries(tables.map(({ schema, name, rows }) => [`${schema}.${name}`, rows]))
}

const [customers, notes, odd, log, stock] = [
  { 'public.customer': 3 },
  { 'public.customer_note': 4 },
  { [oddTable]: 5 },
  { 'audit.log': 6 },
  { 'Lager & Versand.stock': 7 },
]

describe('a backup holds', () => {
  test.each([
    ['everything', [], { ...customers, ...notes, ...odd, ...log, ...stock }],
    ['some schemas', ['--schema', 'aud*', '--schema', '"Lager & Versand"'], { ...log, ...stock }],
    [
      'all but some schemas',
      ['--exclude-schema', 'audit', '--exclude-schema', '"Lager *"'],
      { ...customers, ...notes, ...odd, ...stock },
    ],
    ['some tables', ['--table', 'customer*', '--table', oddPattern], { ...customers, ...notes, ...odd }],
    [
      'all but some tables',
      ['--exclude-table', oddPattern, '--exclude-table', 'audit.*'],
      { ...customers, ...notes, ...stock },
    ],
    [
      'some tables of a schema',
      ['--schema', 'public', '--exclude-table', 'customer_?ote'],
      { ...customers, ...odd },
    ],
  ])('%s', async (_, args, rows) => {
    const made = await backUpShop(...args)
    expect(rowsOf(made)).toEqual(rows)
    expect(made.manifest.tables).toBe(Object.keys(rows).length)
    expect(made.manifest.rows).toBe(Object.values(rows).reduce((sum, each) => sum + each, 0))
  })

  test('the definition of a table without its rows', async () => {
    const made = await backUpShop('--exclude-table-data', oddPattern, '--exclude-table-data', 'audit.*')
    expect(rowsOf(made)).toEqual({ ...customers, ...notes, ...stock })
    await scene.server.query('postgres', 'create database without_rows template template0')
    const restore = `gunzip -c ${made.stem}.sql.gz | psql -X -v ON_ERROR_STOP=1`
    await sh(restore, made, scene.server, 'without_rows')
    const restored = await countRows(scene.server, 'without_rows')
    expect(restored).toEqual({ ...customers, ...notes, ...stock, [oddTable]: 0, 'audit.log': 0 })
  })
})

test.each([
  ['table', '"Customer"'],
  ['schema', 'Lager'],
])('a %s that is not there is told with its cure, and nothing is backed up', async (option, pattern) => {
  const shelf = scene.folder(`no-${option}`)
  const args = ['backup', ...into(shelf), `--${option}`, pattern]
  const ended = await scene.installed.pgdrill(args, scene.environment('shop'))
  const cure = `check the ${option} option: unquoted letters count as small ones, and a name without its schema means only what the role's search path shows`
  const why = `no ${option} matches the ${option} patterns`
  scene.expectFailure(ended, 1, `cannot dump ${scene.at('shop')}: ${why}; ${cure}`)
  expect(await shelf.contents()).toEqual({})
})

describe('pg_dump’s own arguments', () => {
  test('reach it split as by a shell; --inserts leaves the rows uncounted, honestly', async () => {
    const made = await backUpShop(`--pg-dump-args=--inserts --table='"Lager & Versand".*'  --no-comments`)
    const given = ['--inserts', '--table="Lager & Versand".*', '--no-comments']
    expect(made.manifest.dump.arguments.slice(-3)).toEqual(given)
    expect(made.manifest).toMatchObject({ tables: 1, rows: null })
    expect(rowsOf(made)).toEqual({ 'Lager & Versand.stock': null })
    expect(made.stderr).toMatch(/^saved .*: 1 table, rows not counted, /m)
  })

  test('--inserts puts each value back where it was, though columns come back in another order', async () => {
    await scene.server.createDatabase('late')
    await scene.server.query(
      'late',
      `create table parent (a int); create table child (b int) inherits (parent); alter table parent add c int;
       insert into child (a, b, c) values (1, 2, 3)`,
    )
    const made = await backUp(scene, 'late', `backups-${++folders}`, ['--pg-dump-args=--inserts'])
    expect(made.stderr).toMatch(/^added --column-inserts to pg-dump-args: .* table "public.child"/m)
    await scene.server.query('postgres', 'create database late_again template template0')
    await sh(`gunzip -c ${made.stem}.sql.gz | psql -X -v ON_ERROR_STOP=1`, made, scene.server, 'late_again')
    const restored = await scene.server.query('late_again', 'select a, b, c from child')
    expect(restored).toEqual([{ a: 1, b: 2, c: 3 }])
  })

  test('--no-owner leaves the owners out', async () => {
    const [without, withThem] = [await backUpShop('--pg-dump-args=--no-owner'), await backUpShop()]
    const owners = ({ stem }: Made) => `zcat ${stem}.sql.gz | grep -c '^ALTER TABLE .* OWNER TO' || true`
    expect(await sh(owners(without), without, scene.server, 'shop')).toBe('0\n')
    expect(await sh(owners(withThem), withThem, scene.server, 'shop')).toBe('5\n')
  })

  test('that pg_dump does not know are told as such', async () => {
    const shelf = scene.folder('unknown-argument')
    const args = ['backup', ...into(shelf), '--pg-dump-args=--no-such-thing']
    const ended = await scene.installed.pgdrill(args, scene.environment('shop'))
    scene.expectFailure(ended, 1, /^error: cannot dump .*--no-such-thing.*; check pg-dump-args$/)
  })
})
