import type { Client } from './client.ts'

/**
 * A table whose columns come back in another order than they have: pg_dump makes a child with its parent's columns first,
 * wherever an ALTER TABLE had put them. `--inserts` writes values without names, and each would land in another's column,
 * in silence where the types allow it. Undefined when the arguments name columns, write no INSERT, or no table is like that.
 */
export async function findReordered(
  client: Client,
  pgDumpArguments: readonly string[],
): Promise<string | undefined> {
  if (!insertsNameless(pgDumpArguments)) return undefined
  const [first] = await client.query<{ name: string }>(reordered)
  return first?.name
}

// As getopt_long takes them: by as much of a name as is no other's.
function insertsNameless(words: readonly string[]): boolean {
  const inserts = words.some((word) => /^--(ins|row)/.test(word))
  return inserts && !words.some((word) => /^--(col|att)/.test(word))
}

// Partitions as well: they keep their order, but with --load-via-partition-root their values go to the root, and where a hash
// of an enum makes partitions they always do.
const reordered = `
  select n.nspname || '.' || c.relname as name
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join lateral (
      select i.inhseqno, p.attnum
        from pg_catalog.pg_inherits i
        join pg_catalog.pg_attribute p on p.attrelid = i.inhparent and p.attname = a.attname and not p.attisdropped
       where i.inhrelid = c.oid
       order by i.inhseqno
       limit 1
    ) parent on true
   where c.relkind = 'r' and exists (select from pg_catalog.pg_inherits i where i.inhrelid = c.oid)
   group by n.nspname, c.relname, c.oid
  having array_agg(a.attname order by a.attnum)
      <> array_agg(a.attname order by parent.inhseqno nulls last, parent.attnum, a.attnum)
   order by 1
   limit 1`
