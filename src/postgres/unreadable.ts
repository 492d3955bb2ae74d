import type { Client } from './client.ts'
import { schemaPattern, tablePattern } from './patterns.ts'
import type { Selection } from './selection.ts'

/** What pg_dump would have to read with this selection, and the connected role may not. */
export async function findUnreadable(client: Client, selection: Selection): Promise<Unreadable[]> {
  const values = [...patternValues(selection), await readSearchPath(client)]
  return await client.query<Unreadable>(unreadableQuery, values)
}

/** The schemas in which pg_dump looks for tables named without one: the role's own search path. */
async function readSearchPath(client: Client): Promise<string[]> {
  await client.query('RESET search_path')
  const [path] = await client.query<{ schemas: string[] }>(
    'select pg_catalog.current_schemas(true)::pg_catalog.text[] as schemas',
  )
  await client.query("SET search_path = ''")
  return path?.schemas ?? []
}

export interface Unreadable {
  kind: 'table' | 'sequence' | 'schema'
  /** `schema.name`, or the schema alone. */
  name: string
  /** Row security would hide rows from the role, and pg_dump would rather fail. */
  hidden: boolean
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
      and case when p.schema is null then c.oid in (select oid from visible)
               else n.nspname ~ p.schema collate pg_catalog.default end)`
}

// pg_dump's own rules, tried against its own by the test:
// - --table overrules the schemas, --exclude-table overrules both; without --schema, pg_* and information_schema stay out;
// - a serial column's sequence comes with its table whatever is excluded, an identity's only with its table;
// - tables and partitioned tables are locked, which takes SELECT even where their data is excluded (from server 16 on
//   any right to change them will do); rows are read of tables and sequences;
// - an extension's tables are neither, but for the rows of those that it wants saved (extconfig): whenever the extension
//   is, that is without --schema and --table, or when they are chosen.
// Views, materialised views and foreign tables are described, never read.
const unreadableQuery = `
with visible as (
  select distinct on (r.relname) r.oid
    from unnest($9::text[]) with ordinality as path(schema, place)
    join pg_catalog.pg_namespace s on s.nspname = path.schema
    join pg_catalog.pg_class r on r.relnamespace = s.oid
   order by r.relname, path.place
), relation as (
  select c.oid, c.relkind, c.relname, n.nspname, n.oid as schema_oid, e.oid as extension,
         e.oid is not null and e.oid >= 16384 and cardinality($1::text[]) = 0 and cardinality($3::text[]) = 0
           as extension_dumped,
         coalesce(c.oid = any (e.extconfig), false) and not ${schemaMatches(2)} as configuration,
         ${tableMatches(5)} as excluded,
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
         r.relkind <> 'S' and r.chosen and r.extension is null as locked,
         not r.data_excluded and case
           when r.relkind = 'p' then false
           when r.extension is not null
             then r.configuration and not r.excluded and (r.extension_dumped or r.chosen)
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
select kind, name, hidden
  from named
 order by kind = 'sequence', kind, name`

/** Large objects that the connected role may not read: some of their numbers, and how many they are. */
export interface UnreadableLargeObjects {
  some: string[]
  total: number
}

/** The large objects that pg_dump would stop at; it reads them all when neither schemas nor tables are chosen. */
export async function findUnreadableLargeObjects(
  client: Client,
  { schemas, tables }: Selection,
): Promise<UnreadableLargeObjects> {
  if (schemas.length > 0 || tables.length > 0) return { some: [], total: 0 }
  // An owner that has taken its own rights away is let through here: pg_dump will say so.
  const [found] = await client.query<UnreadableLargeObjects>(`
    select coalesce((array_agg(oid::text order by oid))[:10], '{}') as some, count(*)::int as total
      from pg_catalog.pg_largeobject_metadata
     where current_setting('lo_compat_privileges') = 'off'
       and not pg_catalog.pg_has_role(lomowner, 'USAGE')
       and not exists (select from pg_catalog.aclexplode(lomacl) as a
                        where a.privilege_type = 'SELECT'
                          and (a.grantee = 0 or pg_catalog.pg_has_role(a.grantee, 'USAGE')))`)
  return found ?? { some: [], total: 0 }
}
