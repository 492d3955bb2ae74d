import { expect, test } from '@jest/globals'
import { postgresImage } from '../../src/postgres/image.ts'

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
