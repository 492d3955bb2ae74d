import { expect, test } from '@jest/globals'
import { imageWith, postgresImage } from '../../src/postgres/image.ts'

const imageOf = (...names: string[]) =>
  postgresImage({ major: 17, extensions: names.map((name) => ({ name, version: '1' })) })

test.each([
  [['plpgsql'], 'postgres:17'],
  [[], 'postgres:17'],
  [['plpgsql', 'vector'], 'pgvector/pgvector:pg17'],
  [['postgis', 'postgis_topology'], 'postgis/postgis:17-3.5'],
  [['timescaledb'], 'timescale/timescaledb-ha:pg17'],
  // Timescale's "ha" image holds PostGIS and pgvector as well.
  [['postgis', 'timescaledb', 'vector'], 'timescale/timescaledb-ha:pg17'],
])('extensions %j run on %s', (extensions, image) => {
  expect(imageOf(...extensions)).toBe(image)
})

test.each([
  ['vector', 17, 'pgvector/pgvector:pg17'],
  ['hstore', 14, 'postgres:14'],
  ['uuid-ossp', 18, 'postgres:18'],
  ['adminpack', 16, 'postgres:16'],
  ['adminpack', 17, undefined],
  ['our_own', 17, undefined],
])('extension %s of version %d is in the image %s', (extension, major, image) => {
  expect(imageWith(extension, major)).toBe(image)
})
