import type { ServerFacts } from './server.ts'

// Each image's tag for a major is the one its publisher documents; the drill needs a server that has the extension.
const images: readonly (readonly [extension: string, image: (major: number) => string])[] = [
  ['timescaledb', (major) => `timescale/timescaledb-ha:pg${major}`],
  ['postgis', (major) => `postgis/postgis:${major}-3.5`],
  ['vector', (major) => `pgvector/pgvector:pg${major}`],
]

// Of PostgreSQL's own contrib folder, which the official image has and a server from elsewhere may lack.
const contrib = new Set(
  `amcheck autoinc bloom btree_gin btree_gist citext cube dblink dict_int dict_xsyn earthdistance file_fdw fuzzystrmatch
  hstore insert_username intagg intarray isn lo ltree moddatetime pageinspect pg_buffercache pg_freespacemap
  pg_logicalinspect pg_prewarm pg_stat_statements pg_surgery pg_trgm pg_visibility pg_walinspect pgcrypto pgrowlocks
  pgstattuple plpgsql postgres_fdw refint seg sslinfo tablefunc tcn tsm_system_rows tsm_system_time unaccent uuid-ossp
  xml2`.split(/\s+/),
)
const contribUntil16 = new Set(['adminpack', 'old_snapshot'])

/** The container image a restore of this database can run on: the official one, or that of an extension it needs. */
export function postgresImage({ major, extensions }: Pick<ServerFacts, 'major' | 'extensions'>): string {
  const names = new Set(extensions.map(({ name }) => name))
  const special = images.find(([extension]) => names.has(extension))
  return special === undefined ? `postgres:${major}` : special[1](major)
}

/** An image of this major that has the extension, where one is known. */
export function imageWith(extension: string, major: number): string | undefined {
  const special = images.find(([name]) => name === extension)
  if (special !== undefined) return special[1](major)
  const official = contrib.has(extension) || (major <= 16 && contribUntil16.has(extension))
  return official ? `postgres:${major}` : undefined
}
