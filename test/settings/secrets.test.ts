import { describe, expect, test } from '@jest/globals'
import { secretsIn } from '../../src/settings/secrets.ts'
import { action, backup, machine } from './made.ts'

function secrets(variables: Record<string, string>, argv: string[] = [], files = {}) {
  return secretsIn(variables, argv, machine({ files }))
}

describe('a secret', () => {
  test.each([
    'DATABASE_PASSWORD',
    'PGPASSWORD',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'INPUT_DATABASE-PASSWORD',
  ])('is what %s holds', (variable) => {
    expect(secrets({ [variable]: 'hunter2', DATABASE_USER: 'ann', AWS_ACCESS_KEY_ID: 'AKIA' })).toEqual([
      'hunter2',
    ])
  })

  test('is found in .env, in flags and where a flag is misspelt into a URL', () => {
    expect(secrets({}, [], { '/work/.env': 'PGPASSWORD=hunter2' })).toEqual(['hunter2'])
    expect(secrets({}, ['--env-file', 'x'], { '/work/x': 'PGPASSWORD=hunter2' })).toEqual(['hunter2'])
    expect(secrets({}, ['backup', '--database-password', 'hunter2'])).toEqual(['hunter2'])
    expect(secrets({}, ['backup', '--database-password=hunter2', '--name', 'x'])).toEqual(['hunter2'])
    expect(secrets({}, ['backup', '--database-ulr', 'postgresql://u:hunter2@h/d'])).toContain('hunter2')
  })

  test('is known in every form that a message could show it in', () => {
    const found = secrets({ DATABASE_PASSWORD: `p@s"s'\n` })
    for (const form of [`p@s"s'`, 'p%40s%22s%27', "p%40s%22s'", `p@s\\"s'`]) expect(found).toContain(form)
  })

  test('is masked longest first, so that none is left in pieces', () => {
    const lengths = secrets({ DATABASE_URL: 'postgresql://u:hunter2%40@h/d', PGPASSWORD: 'hunter2' }).map(
      ({ length }) => length,
    )
    expect(lengths).toEqual(lengths.toSorted((a, b) => b - a))
  })

  test('is also known with the settings', () => {
    expect(backup(['--database-password', 'one'], { PGPASSWORD: 'two2' }).secrets).toEqual(['two2', 'one'])
    expect(action({ 'database-password': 'one' }, { AWS_SESSION_TOKEN: 'two2' }).secrets).toEqual([
      'two2',
      'one',
    ])
  })
})

describe("a URL's password", () => {
  test.each(['DATABASE_URL', 'INPUT_DATABASE-URL'])(
    'in %s is secret as it is written and decoded, and so is the URL',
    (variable) => {
      const found = secrets({ [variable]: 'postgresql://ann:p%40ss@h/d' })
      expect(found).toEqual(expect.arrayContaining(['postgresql://ann:p%40ss@h/d', 'p%40ss', 'p@ss']))
      expect(found).not.toContain('ann')
    },
  )

  test.each([
    ['postgresql://u:p@ss/w#rd@h/d', ['p@ss/w#rd']],
    ['postgresql://u:p/w@h/d', ['p/w']],
    ['postgresql://u:a:b@h/d', ['a:b']],
    ['postgresql://u@h/d?password=hunter2&sslmode=require', ['hunter2']],
    ['postgresql://u:50%@h/d', ['50%']],
  ])('is found in %s', (url, passwords) => {
    expect(secrets({ DATABASE_URL: url })).toEqual(expect.arrayContaining(passwords))
  })

  test('that is not there makes no secret of the URL', () => {
    expect(secrets({ DATABASE_URL: 'postgresql://u@h:5432/d?sslmode=require' })).toEqual([])
  })
})

test('nothing keeps the secrets from being known: no bad flag, no missing file', () => {
  const argv = ['nonsense', '--format', '--env-file', '/nowhere', '--database-password', 'hunter2']
  expect(secrets({ PGPASSWORD: 'other' }, argv)).toEqual(['hunter2', 'other'])
})
