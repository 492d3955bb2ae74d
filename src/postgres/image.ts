import type { ServerFacts } from './server.ts'

// Each image's tag for a major is the one its publisher documents; the drill needs a server that has the extension.
const images: readonly (readonly [extension: string, image: (major: number) => string])[] = [
  ['timescaledb', (major) => `timescale/timescaledb-ha:pg${major}`],
  ['postgis', (major) => `postgis/postgis:${major}-3.5`],
  ['vector', (major) => `pgvector/pgvector:pg${major}`],
]

/** The container image a restore of this database can run on: the official one, or that of an extension it needs. */
export function postgresImage({ major, extensions }: Pick<ServerFacts, 'major' | 'extensions'>): string {
  const names = new Set(extensions.map(({ name }) => name))
  const special = images.find(([extension]) => names.has(extension))
  return special === undefined ? `postgres:${major}` : special[1](major)
}
