import { describe, expect, test } from '@jest/globals'
import { action, backup, machine, problemsOf } from './made.ts'

function connection(flags: string[] = [], variables: Record<string, string> = {}, file = '') {
  const facts = machine({ files: file === '' ? {} : { '/work/.env': file } })
  const {
    environment: _,
    others,
    ...rest
  } = backup(flags, { DATABASE_NAME: '', ...variables }, facts).settings.connection
  return Object.keys(others).length === 0 ? rest : { ...rest, others }
}

const prefer = { ssl: { mode: 'prefer' } }

describe('each part comes from the strongest source that gives it', () => {
  test('a flag, then the environment, then .env, then libpq', () => {
    const flags = ['--database-host', 'flag']
    const variables = {
      DATABASE_HOST: 'env',
      DATABASE_PORT: '1',
      PGPORT: '3',
      PGUSER: 'pg',
      PGPASSWORD: 'pgpw',
    }
    const file =
      'DATABASE_HOST=file\nDATABASE_PORT=2\nDATABASE_NAME=file\nPGPASSWORD=other\nPGSSLMODE=require'
    expect(connection(flags, variables, file)).toEqual({
      host: 'flag',
      port: 1,
      database: 'file',
      user: 'pg',
      password: 'pgpw',
      ssl: { mode: 'require' },
    })
  })

  test('an empty text is not given', () => {
    const variables = { DATABASE_HOST: '', DATABASE_NAME: 'app', PGHOST: 'pg' }
    expect(connection(['--database-host', ''], variables).host).toBe('pg')
  })

  test('an input of the action is as strong as a flag', () => {
    const { settings } = action({ 'database-host': 'input' }, { DATABASE_HOST: 'env' })
    expect(settings.connection.host).toBe('input')
  })
})

describe('what nobody gives', () => {
  test('is localhost, 5432, the user of the system, and prefer', () => {
    expect(connection([], { DATABASE_NAME: 'app' })).toEqual({
      host: 'localhost',
      port: 5432,
      database: 'app',
      user: 'ann',
      ...prefer,
    })
  })

  test('is the unix socket where there is one for the port', () => {
    const facts = machine({ sockets: ['/var/run/postgresql/.s.PGSQL.5433'] })
    const hostAt = (port: string) => backup(['--database-port', port], {}, facts).settings.connection.host
    expect([hostAt('5433'), hostAt('5432')]).toEqual(['/var/run/postgresql', 'localhost'])
  })

  test('is an error where it is the database', () => {
    expect(problemsOf(() => connection())).toEqual([
      'no database is given; set database-name (or DATABASE_NAME, or PGDATABASE), or database-url (or DATABASE_URL)',
    ])
  })

  test('is an error where it is the role, and the system has no name for the user', () => {
    const nobody = machine({ user: undefined })
    expect(problemsOf(() => backup([], {}, nobody))).toEqual([expect.stringMatching(/; set database-user$/)])
    expect(backup(['--database-user', 'app'], {}, nobody).settings.connection.user).toBe('app')
  })
})

describe('a URL', () => {
  const url = 'postgresql://u:p@h:1/d'

  test('is used alone: what DATABASE_* says beside and beneath it is another server', () => {
    const others = { DATABASE_HOST: 'x', DATABASE_PORT: '9', DATABASE_NAME: 'x', DATABASE_USER: 'x' }
    const whole = { host: 'h', port: 1, database: 'd', user: 'u', password: 'p', ...prefer }
    expect(connection([], { ...others, DATABASE_URL: url })).toEqual(whole)
    expect(connection(['--database-url', url], others)).toEqual(whole)
    expect(connection([], { DATABASE_URL: url }, 'DATABASE_HOST=x\nDATABASE_URL=postgresql://y/y')).toEqual(
      whole,
    )
  })

  test('leaves gaps for a password from DATABASE_PASSWORD, and for libpq', () => {
    const variables = {
      DATABASE_URL: 'postgresql://u@h/d',
      DATABASE_PASSWORD: 'pw',
      DATABASE_PORT: '9',
      PGPORT: '2',
    }
    expect(connection([], variables)).toEqual({
      host: 'h',
      port: 2,
      database: 'd',
      user: 'u',
      password: 'pw',
      ...prefer,
    })
    const file = 'DATABASE_PASSWORD=from-file\nDATABASE_NAME=x'
    expect(connection([], { DATABASE_URL: 'postgresql://u@h/d' }, file)).toMatchObject({
      database: 'd',
      password: 'from-file',
    })
  })

  test('in a variable is overruled part by part by flags', () => {
    const flags = ['--database-host', 'direct', '--database-port', '5432', '--sslmode', 'require']
    expect(connection(flags, { DATABASE_URL: `${url}?sslmode=disable` })).toEqual({
      host: 'direct',
      port: 5432,
      database: 'd',
      user: 'u',
      password: 'p',
      ssl: { mode: 'require' },
    })
  })

  test('that the flags beside it contradict is refused, and no password shown', () => {
    const flags = [
      '--database-url',
      url,
      '--database-host',
      'x',
      '--database-password',
      's3cret',
      '--database-user',
      'u',
    ]
    expect(problemsOf(() => connection(flags))).toEqual([
      'cannot use two values for database-host: --database-host says "x", the URL in --database-url says "h"; give one of them',
      'cannot use two values for database-password: --database-password and the URL in --database-url differ; give one of them',
    ])
  })

  test('in .env that the environment contradicts is refused: one of them is of another server', () => {
    expect(
      problemsOf(() => connection([], { DATABASE_HOST: 'x', DATABASE_NAME: 'd' }, `DATABASE_URL=${url}`)),
    ).toEqual([
      'cannot use two values for database-host: DATABASE_HOST says "x", the URL in DATABASE_URL in /work/.env says "h"; give one of them',
    ])
  })

  test('that cannot be read is one problem, not several', () => {
    expect(problemsOf(() => connection([], { DATABASE_URL: 'mysql://h/d' }))).toEqual([
      'cannot use database-url (from DATABASE_URL): it must begin with postgresql:// or postgres://',
    ])
  })

  test('beneath a stronger one is not even read', () => {
    expect(connection(['--database-url', url], { DATABASE_URL: 'mysql://h/d' }).host).toBe('h')
  })
})

describe("libpq's own variables", () => {
  test('travel on to where libpq reads them', () => {
    const variables = {
      DATABASE_NAME: 'app',
      PGOPTIONS: '-c geqo=off',
      PGPASSFILE: '/p',
      PGCONNECT_TIMEOUT: '5',
    }
    expect(connection([], variables, 'PGTARGETSESSIONATTRS=standby\nPGOPTIONS=x')).toMatchObject({
      others: {
        PGOPTIONS: '-c geqo=off',
        PGPASSFILE: '/p',
        PGCONNECT_TIMEOUT: '5',
        PGTARGETSESSIONATTRS: 'standby',
      },
    })
  })

  test('that would change what the dump says do not', () => {
    const variables = {
      DATABASE_NAME: 'app',
      PGCLIENTENCODING: 'latin1',
      PGDATESTYLE: 'German',
      PGTZ: 'x',
      PGAPPNAME: 'x',
    }
    expect(connection([], variables)).not.toHaveProperty('others')
  })

  test('of a certificate have their places', () => {
    const variables = {
      DATABASE_NAME: 'app',
      PGSSLMODE: 'verify-ca',
      PGSSLROOTCERT: '/ca',
      PGSSLCERT: '/c',
      PGSSLKEY: '/k',
    }
    expect(connection([], variables).ssl).toEqual({
      mode: 'verify-ca',
      rootCertificate: '/ca',
      certificate: '/c',
      key: '/k',
    })
  })

  test('that name a service file or a second address are refused', () => {
    const variables = {
      DATABASE_NAME: 'app',
      PGSERVICE: 'prod',
      PGHOSTADDR: '10.0.0.1',
      PGCONNECT_TIMEOUT: 'soon',
    }
    expect(problemsOf(() => connection([], variables))).toEqual([
      expect.stringMatching(
        /^cannot use PGSERVICE: .* unset it and give host, port, user and database themselves$/,
      ),
      'cannot use PGHOSTADDR; unset it and put the address into database-host',
      'cannot use the connect timeout from PGCONNECT_TIMEOUT; use a whole number of seconds',
    ])
  })
})

describe('sslrootcert "system"', () => {
  test('means verify-full, as in libpq', () => {
    expect(connection(['--sslrootcert', 'system'], { DATABASE_NAME: 'app' }).ssl.mode).toBe('verify-full')
  })

  test('with a weaker mode is refused, as in libpq', () => {
    const flags = ['--sslrootcert', 'system', '--sslmode', 'require']
    expect(problemsOf(() => connection(flags, { DATABASE_NAME: 'app' }))).toEqual([
      'cannot use sslmode require with sslrootcert "system": libpq wants verify-full there; set sslmode to verify-full, or leave it out',
    ])
  })
})

test('values that no server has are refused, with who gave them', () => {
  const variables = { DATABASE_NAME: 'app', DATABASE_PORT: '0', DATABASE_HOST: 'a,b', PGSSLMODE: 'on' }
  expect(problemsOf(() => connection([], variables))).toEqual([
    'cannot use database-host "a,b" (from DATABASE_HOST): it names several hosts; name the one to dump from',
    'cannot use database-port "0" (from DATABASE_PORT): use a whole number from 1 to 65535',
    'cannot use sslmode "on" (from PGSSLMODE): use disable, allow, prefer, require, verify-ca or verify-full',
  ])
})

test('a child process gets what it needs to run, and no secret of the job', () => {
  const needed = {
    PATH: '/bin',
    HOME: '/home/ann',
    LC_CTYPE: 'C',
    KRB5CCNAME: 'x',
    LD_LIBRARY_PATH: '/lib',
    TMPDIR: '/t',
  }
  const secret = {
    AWS_SECRET_ACCESS_KEY: 'x',
    DATABASE_PASSWORD: 'x',
    GITHUB_TOKEN: 'x',
    'INPUT_DATABASE-PASSWORD': 'x',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x',
    NODE_OPTIONS: 'x',
  }
  expect(backup([], { ...needed, ...secret }).settings.connection.environment).toEqual(needed)
})
