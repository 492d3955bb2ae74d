import { PgdrillError } from '../errors.ts'
import type { Client } from './client.ts'
import { schemaPattern, tablePattern } from './patterns.ts'
import type { Selection } from './selection.ts'

/**
 * Refuses a selection that the connected role cannot dump: pg_dump stops at the first table it may not read, late and
 * one by one; this names them all before anything starts.
 * @throws PgdrillError with the grant to make, or what to exclude
 */
export async function refuseUnreadable(client: Client, selection: Selection): Promise<void> {
  const unreadable = await client.query<Unreadable>(findUnreadable, patternValues(selection))
  const first = unreadable[0]
  if (first === undefined) return
  const groups = [denied(unreadable, first.role), hidden(unreadable, first.role)].filter(
    (group) => group !== undefined,
  )
  throw new PgdrillError(groups.map(({ what }) => what).join(', and '), {
    cure: groups.map(({ cure }) => cure).join('; '),
  })
}

interface Unreadable {
  role: string
  kind: 'table' | 'sequence' | 'schema'
  /** `schema.name`, or the schema alone. */
  name: string
  /** Row security would hide rows from the role, and pg_dump would rather fail. */
  hidden: boolean
}

interface Problem {
  what: string
  cure: string
}

function denied(all: readonly Unreadable[], role: string): Problem | undefined {
  const found = all.filter(({ hidden }) => !hidden)
  const [first, second] = found
  if (first === undefined) return undefined
  const what = `cannot read ${listed(found)}: permission denied`
  if (second !== undefined) {
    const grant = `grant USAGE on the schemas and SELECT to role "${role}" (or pg_read_all_data, since PostgreSQL 14)`
    return { what, cure: `${grant}, or exclude them with exclude-table or exclude-schema` }
  }
  return first.kind === 'schema'
    ? { what, cure: `grant USAGE on it to role "${role}", or exclude it with exclude-schema` }
    : { what, cure: `grant SELECT to role "${role}", or exclude it with exclude-table` }
}

function hidden(all: readonly Unreadable[], role: string): Problem | undefined {
  const found = all.filter(({ hidden }) => hidden)
  if (found.length === 0) return undefined
  const attribute = `give role "${role}" BYPASSRLS`
  return {
    what: `cannot read every row of ${listed(found)}: row-level security applies to role "${role}"`,
    cure: `${attribute}, or put --enable-row-security into pg-dump-args to save only the rows it may see`,
  }
}

const namedAtMost = 10

function listed(found: readonly Unreadable[]): string {
  const named = found.slice(0, namedAtMost).map(({ kind, name }) => `${kind} "${name}"`)
  const more = found.length - named.length
  return more === 0 ? named.join(', ') : `${named.join(', ')} and ${more} more`
}

function patternValues(selection: Selection): (string | null)[][] {
  const tables = [selection.tables, selection.excludeTables, selection.excludeTableData].map((patterns) =>
    patterns.map(tablePattern),
  )
  return [
    selection.schemas.map(schemaPattern),
    selection.excludeSchemas.map(schemaPattern),
    ...tables.flatMap((found) => [found.map(({ schema }) => schema), found.map(({ name }) => name)]),
  ]
}

/** Whether one of the schema patterns in parameter `at` matches. */
function schemaMatches(at: number): string {
  return `exists (select from unnest($${at}::text[]) as p(name)
    where n.nspname ~ p.name collate pg_catalog.default)`
}

/** Whether one of the table patterns in parameters `at` (schemas) and `at + 1` (names) matches. */
function tableMatches(at: number): string {
  return `exists (select from unnest($${at}::text[], $${at + 1}::text[]) as p(schema, name)
    where c.relname ~ p.name collate pg_catalog.default
      and case when p.schema is null then pg_catalog.pg_table_is_visible(c.oid)
               else n.nspname ~ p.schema collate pg_catalog.default end)`
}

// pg_dump's own rules (selectDumpableNamespace, selectDumpableTable, getOwnedSeqs, makeTableDataInfo):
// - --table overrules the schemas, --exclude-table overrules both; without --schema, pg_* and information_schema stay out;
// - a serial column's sequence comes with its table whatever is excluded, an identity's only with its table;
// - tables and partitioned tables are locked, which takes SELECT even where their data is excluded (from server 16 on
//   any right to change them will do); rows are read of tables and sequences;
// - an extension's tables are locked when the extension is dumped, that is without --schema and --table, and their rows
//   are read when the extension asks for it (extconfig).
// Views, materialised views and foreign tables are described, never read.
const findUnreadable = `
with relation as (
  select c.oid, c.relkind, c.relname, n.nspname, n.oid as schema_oid, e.oid as extension,
         e.oid is not null and e.oid >= 16384 and cardinality($1::text[]) = 0 and cardinality($3::text[]) = 0
           as extension_dumped,
         c.oid = any (e.extconfig) as configuration,
         case when ${tableMatches(5)} then false
              when cardinality($3::text[]) > 0 then ${tableMatches(3)}
              when ${schemaMatches(2)} then false
              when cardinality($1::text[]) > 0 then ${schemaMatches(1)}
              else n.nspname !~ '^pg_' and n.nspname <> 'information_schema' end as chosen,
         ${tableMatches(7)} as data_excluded
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    left join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid
         and d.objsubid = 0 and d.deptype = 'e' and d.refclassid = 'pg_catalog.pg_extension'::regclass
    left join pg_catalog.pg_extension e on e.oid = d.refobjid
   where c.relkind in ('r', 'p', 'S')
), owned as (
  select d.objid as sequence, t.chosen and t.extension is null as with_table, d.deptype = 'i' as identity
    from pg_catalog.pg_depend d
    join relation t on t.oid = d.refobjid
   where d.classid = 'pg_catalog.pg_class'::regclass and d.refclassid = 'pg_catalog.pg_class'::regclass
     and d.deptype in ('a', 'i') and d.refobjsubid > 0
), needed as (
  select r.*,
         r.relkind <> 'S' and case when r.extension is null then r.chosen else r.extension_dumped end as locked,
         not r.data_excluded and case
           when r.relkind = 'p' then false
           when r.extension is not null then r.extension_dumped and coalesce(r.configuration, false)
           when r.relkind = 'S' and o.identity then o.with_table
           else r.chosen or coalesce(o.with_table, false) end as read
    from relation r left join owned o on o.sequence = r.oid and r.relkind = 'S'
), checked as (
  select *, pg_catalog.has_schema_privilege(schema_oid, 'USAGE') as usage,
         case when relkind = 'S' then pg_catalog.has_sequence_privilege(oid, 'SELECT')
              when read or current_setting('server_version_num')::int < 160000
                then pg_catalog.has_table_privilege(oid, 'SELECT')
              else pg_catalog.has_table_privilege(oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE') end as allowed,
         relkind = 'r' and read and pg_catalog.row_security_active(oid) as hidden
    from needed where locked or read
), named as (
  select distinct 'schema' as kind, nspname::text as name, false as hidden from checked where not usage
  union all
  select case when relkind = 'S' then 'sequence' else 'table' end, nspname || '.' || relname, allowed
    from checked where usage and (not allowed or hidden)
)
select current_user::text as role, kind, name, hidden
  from named
 order by kind = 'sequence', kind, name`
