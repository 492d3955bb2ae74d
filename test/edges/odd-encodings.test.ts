import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { DrillScene } from '../corpus/scene.ts'
import { connectionTo } from '../postgres/reach.ts'
import { restoreInto } from '../providers/scene.ts'

/** A database to be: how it is made, and what psql is given. */
interface Odd {
  name: string
  made: string
  sql: string
  encoding?: 'latin1'
}

const latin1 = `\\encoding LATIN1
create schema "Lager";
create table "Lager"."Stück Größe" ("Straße" text primary key, "ÿ" char(3) default 'äöü');
insert into "Lager"."Stück Größe" select 'Äpfel ' || n || chr(255) from generate_series(1, 300) n;
comment on table "Lager"."Stück Größe" is 'ß';
create view "Übersicht" as select "Straße" || '°' as "²" from "Lager"."Stück Größe";
create function "zähle"() returns text language sql as $ß$ select 'é' $ß$;
select lo_from_bytea(17, '\\xe9ff');
`

// A character a byte, as in latin1 above: \xba\xdf\xb8\xcb is 在庫 in EUC_JP, and \xc9\xbd is 表.
const eucJp = `\\encoding EUC_JP
create table "\xba\xdf\xb8\xcb" ("\xc9\xbd" text, n int check ("\xc9\xbd" <> '\xba\xdf\xb8\xcb'));
insert into "\xba\xdf\xb8\xcb" select '\xc9\xbd' || n, n from generate_series(1, 300) n;
comment on table "\xba\xdf\xb8\xcb" is '\xc9\xbd';
create index on "\xba\xdf\xb8\xcb" ("\xc9\xbd");
`

// Whatever bytes anybody has sent: Latin-1 in one row, UTF-8 in the next, and no character at all in a name.
const sqlAscii = `\\encoding SQL_ASCII
create table "caf\xe9" (t text, "\xff\xfe" int);
insert into "caf\xe9" values ('\xe9\xc3', 1), ('\xc3\xa9', 2), ('\x80\\\xff', 3);
create index "\xe9" on "caf\xe9" (t);
create function "f\xe9"() returns text language sql as $\xe9$ select '\xe9'::text $\xe9$;
comment on column "caf\xe9".t is '\xf0';
`

const icu = `
create collation public.ignoring (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
create collation public."de_phone" (provider = icu, locale = 'de-u-co-phonebk');
create table words (w text collate public.ignoring primary key, v text collate "und-x-icu", c text collate "C", d text);
insert into words select 'Wort ' || n, 'ä' || n, 'Ä' || n, 'z' || n from generate_series(1, 300) n;
create unique index on words (v collate public.de_phone, c);
create index on words (lower(d));
create table parts (w text collate public.ignoring) partition by list (w);
create table part_a partition of parts for values in ('A', 'ä');
insert into parts values ('a'), ('Ä');
create type span as range (subtype = text, collation = public.de_phone);
create domain lazy as text collate public.ignoring check (value <> 'NO' collate "C");
`

// 63 bytes each, PostgreSQL's longest, of characters of one to four bytes.
const names = ['a', 'ж', '表', 'جدول', '🐘'].map((text) => longest(text.repeat(63)))
const identifiers = names
  .map(
    (name) => `create schema "${name}";
      create type public."${name}" as enum ('${name}', 'x');
      create table "${name}"."${name}" ("${name}" int primary key, e public."${name}" default '${name}');
      insert into "${name}"."${name}" select n from generate_series(1, 20) n;
      create function "${name}"."${name}"("${name}" text) returns text language sql return "${name}";
      create view "${name}"."${[...name].slice(0, -2).join('')}" as select "${name}" as "${name}" from "${name}"."${name}";
      create role "${name}"; alter table "${name}"."${name}" owner to "${name}";
      create index "${[...name].slice(3).join('')}" on "${name}"."${name}" (e);
      create publication "${name}" for table "${name}"."${name}";`,
  )
  .join('\n')

const databases: Odd[] = [
  {
    name: 'latin1',
    made: "encoding 'LATIN1' lc_collate 'C' lc_ctype 'C'",
    sql: latin1,
    encoding: 'latin1',
  },
  { name: 'euc_jp', made: "encoding 'EUC_JP' lc_collate 'C' lc_ctype 'C'", sql: eucJp, encoding: 'latin1' },
  {
    name: 'sql_ascii',
    made: "encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C'",
    sql: sqlAscii,
    encoding: 'latin1',
  },
  {
    name: 'icu',
    made: "encoding 'UTF8' lc_collate 'C' lc_ctype 'C' locale_provider icu icu_locale 'und-u-ks-level2'",
    sql: icu,
  },
  { name: 'c', made: "encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'", sql: icu },
  { name: 'identifiers', made: "encoding 'UTF8'", sql: identifiers },
]

function longest(text: string): string {
  return Buffer.byteLength(text) > 63 ? longest([...text].slice(0, -1).join('')) : text
}

let scene: DrillScene
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pgdrill-odd-'))
  scene = await DrillScene.start()
  for (const { name, made, sql, encoding = 'utf8' } of databases) {
    const file = join(folder, name)
    writeFileSync(file, sql, encoding)
    await scene.source.query('postgres', `create database ${name} template template0 ${made}`)
    await scene.source.psql(name, { file })
  }
})
afterAll(async () => {
  await scene[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

const cases = databases.flatMap(({ name }) =>
  (['plain', 'custom'] as const).map((format) => [name, format] as const),
)

test.each(cases)('%s, %s: a drill verifies it, and its indexes', async (name, format) => {
  const store = await scene.backUp(name, { format })
  const { record } = await scene.drill(store, name, { amcheck: true })
  expect(record).toMatchObject({ reason: null, differences: [], verdict: 'verified' })
  expect(await scene.left()).toEqual([])
})

// Each mode reads another format: what they have in common is in test/restore.test.ts.
const restores = databases.flatMap(({ name }) => [
  [name, 'swap', 'custom'] as const,
  [name, 'in-place', 'plain'] as const,
])

test.each(restores)(
  '%s: restored twice by %s it is the same again, and its objects can be named',
  async (name, mode, format) => {
    const store = await scene.backUp(name, { format })
    const live = `${name} ${mode}`
    const target = connectionTo(scene.source, live)
    for (const now of [new Date('2026-11-22T20:30:05Z'), new Date('2026-11-22T20:30:06Z')])
      await restoreInto(target, store, name, { mode, jobs: 2, now })
    const again = await scene.backUp(name, { format, connection: target })
    expect((await scene.drill(again, name)).record).toMatchObject({ differences: [], verdict: 'verified' })
    await expect(restoreInto(target, store, name)).rejects.toThrow('is not empty: it holds')
  },
)
