import { describe, expect, test } from '@jest/globals'
import { SettingsError } from '../../src/errors.ts'
import { readCommandLine } from '../../src/settings/command-line.ts'
import { backup, enough, machine, problemsOf } from './made.ts'

function problems(...argv: string[]) {
  return problemsOf(() => readCommandLine(argv, enough, machine()))
}

describe('a command line', () => {
  test('has the defaults of the table where nothing is given', () => {
    const { connection: _, client: __, ...settings } = backup().settings
    expect(settings).toEqual({
      name: 'app',
      stores: [{ kind: 'folder', path: '/backups' }],
      format: 'plain',
      compression: { kind: 'gzip', level: 6 },
      encryption: { kind: 'none' },
      globals: true,
      selection: { schemas: [], excludeSchemas: [], tables: [], excludeTables: [], excludeTableData: [] },
      pgDumpArguments: [],
      lockWaitTimeoutMs: 300_000,
      policy: {
        keepDays: 30,
        keepLast: 0,
        keepHourly: 0,
        keepDaily: 0,
        keepWeekly: 0,
        keepMonthly: 0,
        keepYearly: 0,
        keepMin: 1,
      },
      prune: 'delete',
      path: '/usr/bin',
    })
  })

  test('takes every option, with = or without', () => {
    const {
      connection: _,
      client: __,
      stores: ___,
      ...settings
    } = backup([
      ...[
        '--name=shop',
        '--format',
        'custom',
        '--compression=zstd:9',
        '--no-globals',
        '--client-path',
        '~/pg/bin',
      ],
      ...['--schema', 'a', '--schema', 'b', '--exclude-schema=c', '--table', 't*', '--exclude-table', 'x'],
      ...[
        '--exclude-table-data',
        'logs',
        '--pg-dump-args=--no-owner -v',
        '--lock-wait-timeout',
        '30s',
        '--prune=dry-run',
      ],
      ...[
        '--keep-days',
        '1',
        '--keep-last',
        '2',
        '--keep-hourly',
        '3',
        '--keep-daily',
        '4',
        '--keep-weekly',
        '5',
      ],
      ...['--keep-monthly', '6', '--keep-yearly', '7', '--keep-min', '8'],
    ]).settings
    expect(settings).toEqual({
      name: 'shop',
      format: 'custom',
      compression: { kind: 'zstd', level: 9 },
      encryption: { kind: 'none' },
      globals: false,
      clientPath: '/home/ann/pg/bin',
      selection: {
        schemas: ['a', 'b'],
        excludeSchemas: ['c'],
        tables: ['t*'],
        excludeTables: ['x'],
        excludeTableData: ['logs'],
      },
      pgDumpArguments: ['--no-owner', '-v'],
      lockWaitTimeoutMs: 30_000,
      policy: {
        keepDays: 1,
        keepLast: 2,
        keepHourly: 3,
        keepDaily: 4,
        keepWeekly: 5,
        keepMonthly: 6,
        keepYearly: 7,
        keepMin: 8,
      },
      prune: 'dry-run',
      path: '/usr/bin',
    })
  })

  test('may repeat an option that is no list: the last one counts', () => {
    expect(backup(['--name', 'a', '--name', 'b', '--globals', '--no-globals']).settings).toMatchObject({
      name: 'b',
      globals: false,
    })
  })

  test.each([
    [['--prune'], 'delete'],
    [['--prune', 'dry-run'], 'dry-run'],
    [['--prune=dry-run'], 'dry-run'],
    [['--prune', 'false'], 'no'],
    [['--no-prune'], 'no'],
    [['--prune', '--keep-days', '3'], 'delete'],
  ])('%j prunes: %s', (flags, mode) => {
    expect(backup(flags).settings.prune).toBe(mode)
  })

  test.each([
    [['--globals'], true],
    [['--globals=false'], false],
    [['--globals', 'false'], false],
    [['--no-globals'], false],
  ])('%j saves globals: %s', (flags, globals) => {
    expect(backup(flags).settings.globals).toBe(globals)
  })

  test('gives the environment with .env beneath it, without what is empty', () => {
    const files = { '/work/.env': 'AWS_REGION=eu-west-1\nPATH=/other\nAWS_PROFILE=x\nEMPTY=\n' }
    expect(backup([], { AWS_PROFILE: '', NOTHING: '' }, machine({ files })).environment).toEqual({
      ...enough,
      AWS_REGION: 'eu-west-1',
      AWS_PROFILE: 'x',
    })
  })

  test('says whether JSON is wanted', () => {
    expect([backup().json, backup(['--json']).json]).toEqual([false, true])
  })
})

describe('prune', () => {
  const prune = (...flags: string[]) => readCommandLine(['prune', ...flags], { BACKUP_DIR: '/b' }, machine())

  test('needs a name or a database, and no connection', () => {
    const settings = { stores: [{ kind: 'folder', path: '/b' }], policy: { keepDays: 30 }, mode: 'delete' }
    expect(prune('--name', 'shop')).toMatchObject({ settings: { ...settings, name: 'shop' } })
    expect(prune('--database-url', 'postgresql://h/app')).toMatchObject({
      settings: { ...settings, name: 'app' },
    })
    expect(problemsOf(() => prune())).toEqual([
      'nothing says whose backups to prune; set name, or database-name',
    ])
  })

  test('with a name cares for no database that is set up wrongly', () => {
    const line = readCommandLine(
      ['prune', '--name', 'a'],
      { BACKUP_DIR: '/b', DATABASE_URL: 'x', PGSERVICE: 'x' },
      machine(),
    )
    expect(line).toMatchObject({ settings: { name: 'a' } })
  })

  test('can be a dry run, and cannot be none', () => {
    expect(prune('--name', 'a', '--prune', 'dry-run')).toMatchObject({ settings: { mode: 'dry-run' } })
    expect(problemsOf(() => prune('--name', 'a', '--prune', 'false'))).toEqual([
      'cannot use prune "false" here; leave it out, or use dry-run',
    ])
  })
})

describe('list', () => {
  const list = (flags: string[], variables = {}) =>
    readCommandLine(['list', ...flags], { BACKUP_DIR: '/b', ...variables }, machine())
  const stores = [{ kind: 'folder', path: '/b' }]

  test('shows every name unless told one, whatever database is set up', () => {
    expect(list([], { DATABASE_NAME: 'app' })).toMatchObject({ settings: { stores, limit: 20 } })
    expect(list([], { DATABASE_NAME: 'app' })).not.toHaveProperty('settings.name')
    expect(list(['--name', 'shop', '--limit', '3'])).toMatchObject({
      settings: { name: 'shop', stores, limit: 3 },
    })
  })

  test('of one backup looks for it as verify does', () => {
    const asked = list(['latest', '--name', 'shop'])
    expect(asked).toMatchObject({ settings: { what: { kind: 'latest', name: 'shop' }, stores } })
    expect(list(['2026-11-22', '--name', 'shop'])).toMatchObject({ settings: { what: { kind: 'at' } } })
    expect(() => list(['nonsense', '--name', 'shop'])).toThrow('cannot list "nonsense": it is no time')
  })

  test('with the limit 0 shows all', () => {
    expect(list(['--limit', '0'])).not.toHaveProperty('settings.limit')
  })

  test('finds the folder that backup-db.sh wrote to', () => {
    const variables = { BACKUP_DIR: '', PGDRILL_DEFAULT_BACKUP_DIR: '/var/backups', DATABASE_NAME: 'app' }
    expect(list([], variables)).toMatchObject({
      settings: { stores: [{ kind: 'folder', path: '/var/backups/app' }] },
    })
  })
})

describe('a name', () => {
  test('that cannot be in a file is refused', () => {
    expect(problems('backup', '--name', '../x')).toEqual([
      expect.stringMatching(/^cannot use name: cannot name a backup "\.\.\/x"; use/),
    ])
  })

  test("is needed where the database's own cannot be one", () => {
    expect(problems('backup', '--database-name', 'my shop')).toEqual([
      expect.stringMatching(
        /^cannot call backups by the database's name, set name: cannot name a backup "my shop"; use/,
      ),
    ])
    expect(backup(['--database-name', 'my shop', '--name', 'shop']).settings.connection.database).toBe(
      'my shop',
    )
  })
})

describe('what cannot be understood is refused', () => {
  test.each([
    [['backup', '--nmae', 'x'], 'there is no option --nmae (did you mean --name?)'],
    [['backup', '--nmae=x'], 'there is no option --nmae (did you mean --name?)'],
    [['backup', '--bucket', 'x'], 'there is no option --bucket'],
    [['backup', '--dry-run'], 'there is no option --dry-run; use --prune dry-run'],
    [['backup', '-x'], 'there is no option -x'],
    [['backup', '--no-name'], 'there is no option --no-name'],
    [['backup', '--no-globals=true'], 'cannot use --no-globals with a value; leave the value out'],
    [['backup', '--name'], '--name needs a value'],
    [
      ['backup', '--name', '--json'],
      '--name needs a value; write one that begins with a dash as --name=-...',
    ],
    [['backup', 'app'], 'cannot use the argument "app"; options begin with "--"'],
    [['backup', '--', '--name'], 'cannot use the argument "--name"; options begin with "--"'],
    [['backup', '--limit', '3'], 'pgdrill backup has no option --limit; it is one of pgdrill list'],
    [
      ['backp'],
      'there is no command "backp" (did you mean backup?); use backup, restore, verify, prune, list, doctor, keys check or setup-client',
    ],
    [
      ['help', 'lsit'],
      'there is no command "lsit" (did you mean list?); use backup, restore, verify, prune, list, doctor, keys check or setup-client',
    ],
    [['backup', '-h', 'localhost'], 'cannot use the argument "localhost"; options begin with "--"'],
    [
      [],
      'no command is given; use backup, restore, verify, prune, list, doctor, keys check or setup-client, or pgdrill --help',
    ],
    [
      ['--json'],
      'no command is given; use backup, restore, verify, prune, list, doctor, keys check or setup-client, or pgdrill --help',
    ],
  ])('%j', (argv, problem) => {
    expect(problems(...argv)).toEqual([problem])
  })

  test('all of it at once', () => {
    const argv = [
      'backup',
      '--frmat',
      'x',
      '--format',
      'tar',
      '--keep-days',
      'x',
      '--compression',
      'lz4',
      '--store',
      'gs://x',
    ]
    expect(problems(...argv).map((problem) => problem.split(':', 1)[0])).toEqual([
      'there is no option --frmat (did you mean --format?)',
      'cannot use store "gs',
      'cannot use format "tar"',
      'cannot use compression "lz4"',
      'cannot use keep-days "x"',
    ])
  })

  test('also when the file of variables cannot be used, and no complaint twice', () => {
    expect(problems('backup', '--bucket', 'a', '--bucket', 'b', '--env-file', 'no.env')).toEqual([
      'there is no option --bucket',
      expect.stringMatching(/^cannot read \/work\/no\.env: .*; check --env-file$/),
    ])
  })

  test('with exit code 2', () => {
    const error = new SettingsError(['a', 'b'])
    expect([error.exitCode, error.message]).toEqual([2, 'a\nb'])
  })

  test('without showing what may be a secret in the wrong place', () => {
    const argv = [
      'backup',
      'postgresql://u:s3cret@h/d',
      '--database-pasword',
      's3cret',
      '--database-pass=s3cret',
    ]
    const more = ['--database-host', 'postgresql://u:s3cret@h/d', '--database-password', '-s3cret']
    const found = problems(...argv, ...more)
    expect(found.length).toBeGreaterThan(4)
    expect(found.join('\n')).not.toContain('s3cret')
  })
})

describe('help', () => {
  const text = (...argv: string[]) => readCommandLine(argv, {}, machine())

  test('is asked for in every usual way', () => {
    const help = text('help', 'backup')
    expect(help).toMatchObject({ command: 'help', text: expect.stringMatching(/^Usage: pgdrill backup /) })
    expect(text('backup', '--help')).toEqual(help)
    expect(text('backup', '-h', '--format', 'tar')).toEqual(help)
    expect(text('--help', 'backup')).toEqual(help)
    expect(text('--help')).toEqual(text('help'))
  })

  test('needs no settings, and neither does the version', () => {
    expect(text('--version')).toEqual({ command: 'version' })
    expect(text('-V')).toEqual({ command: 'version' })
  })
})
