import { expect, describe as group, test } from '@jest/globals'
import { type Connection, childEnvironment, describe } from '../../src/postgres/connection.ts'

const connection: Connection = {
  host: 'db.example.org',
  port: 5433,
  database: 'shop',
  user: 'app',
  password: 'secret',
  ssl: { mode: 'verify-full', rootCertificate: '/ca.crt', certificate: '/me.crt', key: '/me.key' },
  others: { PGOPTIONS: '-c work_mem=1MB' },
  environment: { PATH: '/bin', HOME: '/home/app', LC_ALL: 'de_AT.UTF-8' },
}

group('the environment of a child', () => {
  test('holds the whole connection, the password too, and what the child needs besides', () => {
    expect(childEnvironment(connection)).toEqual({
      PATH: '/bin',
      HOME: '/home/app',
      LC_ALL: 'C',
      PGHOST: 'db.example.org',
      PGPORT: '5433',
      PGDATABASE: 'shop',
      PGUSER: 'app',
      PGPASSWORD: 'secret',
      PGSSLMODE: 'verify-full',
      PGSSLROOTCERT: '/ca.crt',
      PGSSLCERT: '/me.crt',
      PGSSLKEY: '/me.key',
      PGAPPNAME: 'pgdrill',
      PGTZ: 'UTC',
      PGOPTIONS: '-c work_mem=1MB',
      PGCONNECT_TIMEOUT: '15',
    })
  })

  test('leaves out what is not set, and takes a connect timeout that is', () => {
    const { password: _, ...rest } = connection
    const environment = childEnvironment({
      ...rest,
      ssl: { mode: 'prefer' },
      others: { PGCONNECT_TIMEOUT: '3' },
    })
    expect(Object.keys(environment).filter((name) => /PASSWORD|SSL/.test(name))).toEqual(['PGSSLMODE'])
    expect(environment.PGCONNECT_TIMEOUT).toBe('3')
  })
})

group('a connection in a message', () => {
  test.each([
    [{}, 'database "shop" as "app" at db.example.org:5433'],
    [{ host: '::1' }, 'database "shop" as "app" at [::1]:5433'],
    [{ host: '/run/postgresql' }, 'database "shop" as "app" at /run/postgresql (port 5433)'],
  ])('%j', (over, text) => {
    expect(describe({ ...connection, ...over })).toBe(text)
  })
})
