import { describe, expect, test } from '@jest/globals'
import { readCommandLine } from '../../src/settings/command-line.ts'
import type { DoSettings } from '../../src/settings/restore.ts'
import type { Variables } from '../../src/settings/sources.ts'
import { enough, machine, problemsOf } from './made.ts'

const facts = machine({ files: { '/work/dump.sql': '', '/work/latest': '' } })

function line(flags: readonly string[] = [], variables: Variables = {}) {
  const read = readCommandLine(['restore', ...flags], { ...enough, ...variables }, facts)
  if (read.command !== 'restore') throw new Error(`that is ${read.command}`)
  return read
}

function settings(flags: readonly string[] = [], variables: Variables = {}): DoSettings {
  const read = line(flags, variables).settings
  if (read.undo) throw new Error('that is an undo')
  return read
}

const problems = (...flags: string[]) => problemsOf(() => line(flags))

describe('what to restore', () => {
  test.each<[string[], unknown]>([
    [[], { kind: 'latest', name: 'app' }],
    [['latest'], { kind: 'latest', name: 'app' }],
    [['latest', '--name', 'shop'], { kind: 'latest', name: 'shop' }],
    [['--what', 'latest'], { kind: 'latest', name: 'app' }],
    [['shop_backup_2026-11-02_02-00-00'], { kind: 'stem', stem: 'shop_backup_2026-11-02_02-00-00' }],
    [['shop_backup_2026-11-02_02-00-00.sql.gz'], { kind: 'stem', stem: 'shop_backup_2026-11-02_02-00-00' }],
    [['2026-11-22'], { kind: 'at', name: 'app', time: new Date('2026-11-22T23:59:59.999Z') }],
    [['2026-11-22T14:30'], { kind: 'at', name: 'app', time: new Date('2026-11-22T14:30:00Z') }],
    [['2026-11-22 14:30:05+02:00'], { kind: 'at', name: 'app', time: new Date('2026-11-22T12:30:05Z') }],
  ])('%j is found in the stores', (flags, what) => {
    expect(settings(flags).from).toEqual({
      kind: 'backup',
      what,
      stores: [{ kind: 'folder', path: '/backups' }],
    })
  })

  test('a file is restored as it is, without a store', () => {
    for (const text of ['dump.sql', './dump.sql', '/work/dump.sql']) {
      const { from } = settings([text], { BACKUP_DIR: '' })
      expect(from).toEqual({ kind: 'file', path: '/work/dump.sql' })
    }
    expect(settings(['./latest']).from).toEqual({ kind: 'file', path: '/work/latest' })
  })

  test('the path of a backup of ours is a backup in that folder, held against its manifest', () => {
    expect(settings(['/old/app_backup_2026-11-02_02-00-00.sql.gz'], { BACKUP_DIR: '' }).from).toEqual({
      kind: 'backup',
      what: { kind: 'stem', stem: 'app_backup_2026-11-02_02-00-00' },
      stores: [{ kind: 'folder', path: '/old' }],
    })
  })

  test.each(['yesterday', '2026-13-45', 'nofile.sql'])('%s is refused', (text) => {
    expect(problems(text)).toEqual([
      `cannot use what "${text}": it is no time, no backup's name and no file; use latest, a name that pgdrill list shows, a time such as 2026-11-22T14:30Z, or a path`,
    ])
  })

  test('one thing is restored at a time', () => {
    expect(problems('latest', 'dump.sql')).toEqual([
      'cannot use the argument "dump.sql"; options begin with "--"',
    ])
  })
})

describe('the target', () => {
  const url = 'postgresql://ann:secret@scratch.example.com:5433/fresh'

  test('is what target-url says, and nothing of the database that was backed up', () => {
    const variables = { DATABASE_HOST: 'live.example.com', DATABASE_PASSWORD: 'live', DATABASE_PORT: '6000' }
    const { target, from } = settings(['--target-url', url], variables)
    expect(target).toMatchObject({
      host: 'scratch.example.com',
      port: 5433,
      database: 'fresh',
      user: 'ann',
      password: 'secret',
    })
    expect(from).toMatchObject({ what: { name: 'app' } })
    const bare = settings(['--target-url', 'postgresql://scratch.example.com/fresh'], variables).target
    expect(bare).toMatchObject({ port: 5432, user: 'ann' })
    expect(bare.password).toBeUndefined()
  })

  test('is the database of the other options without it', () => {
    expect(settings(['--database-host', 'db.example.com']).target).toMatchObject({
      host: 'db.example.com',
      database: 'app',
    })
  })

  test('gives the backups its name where nothing else does', () => {
    const { from } = settings(['--target-url', url], { DATABASE_NAME: '' })
    expect(from).toMatchObject({ what: { kind: 'latest', name: 'fresh' } })
  })

  test('has its password masked', () => {
    expect(line(['--target-url', url]).secrets).toContain('secret')
    expect(line([], { TARGET_DATABASE_URL: url }).secrets).toContain('secret')
  })

  test('that cannot be read is named without its password', () => {
    const [problem] = problems('--target-url', 'postgresql://ann:secret@h:x/fresh')
    expect(problem).toContain('--target-url')
    expect(problem).not.toContain('secret')
  })
})

describe('confirm', () => {
  test.each(['swap', 'replace', 'in-place'])(
    'is needed by mode %s, and has to be the name of the database',
    (mode) => {
      const needed = `mode ${mode} changes what database "app" is; to go on set confirm to "app"`
      expect(problems('--mode', mode)).toEqual([needed])
      expect(problems('--mode', mode, '--confirm', 'App')).toEqual([`${needed}, not "App"`])
      expect(settings(['--mode', mode, '--confirm', 'app']).mode).toBe(mode)
    },
  )

  test('is needed by undo', () => {
    expect(problems('--undo')).toEqual(['undo changes what database "app" is; to go on set confirm to "app"'])
    expect(line(['--undo', '--confirm', 'app'], { BACKUP_DIR: '' }).settings).toMatchObject({
      undo: true,
      target: { database: 'app' },
    })
  })

  test('is not needed to fill an empty database', () => {
    expect(settings().mode).toBe('into-empty')
  })
})

test('owner and privileges are restored unless denied', () => {
  expect(settings()).toMatchObject({ noOwner: false, noPrivileges: false })
  expect(settings(['--no-owner', '--no-privileges'])).toMatchObject({ noOwner: true, noPrivileges: true })
})

test('everything that is wrong is said at once', () => {
  expect(problems('soon', '--mode', 'swap', '--jobs', '0')).toHaveLength(3)
})
