import { expect, test } from '@jest/globals'
import { argumentsForAgain, notLoadable } from '../../src/postgres/dump-again.ts'

test.each([
  [['--format=custom', '--compress=6', '--no-password', '--lock-wait-timeout=300000'], []],
  [
    ['--schema=a', '--exclude-table-data=b'],
    ['--schema=a', '--exclude-table-data=b'],
  ],
  [
    ['-n', 'a', '--role', 'ann', '--inserts'],
    ['-n', 'a', '--inserts'],
  ],
  [
    ['--role=ann', '--snapshot=1', '--encoding', 'LATIN1'],
    ['--encoding', 'LATIN1'],
  ],
])('of %j these are for a second dump: %j', (given, kept) => {
  expect(argumentsForAgain({ format: 'plain', arguments: given })).toEqual([
    '--format=plain',
    '--no-password',
    ...kept,
  ])
})

test.each<[string[], RegExp | undefined]>([
  [['--format=plain', '--schema-only'], undefined],
  [['--clean', '--if-exists'], undefined],
  [['--clean'], /--clean/],
  [['-c', '--if-exists'], undefined],
  [['-Oc'], /--clean/],
  [['-C'], /--create/],
  [['-OxC'], /--create/],
  [['-nCa'], undefined],
  [['-a'], /--data-only/],
  [['--section=data'], /--section/],
])('a dump made with %j is loadable unless %s', (given, reason) => {
  const found = notLoadable({ format: 'plain', arguments: given })
  if (reason === undefined) expect(found).toBeUndefined()
  else expect(found).toMatch(reason)
})

test.each([
  [['--no-owner', '--clean', '--no-privileges'], ['--no-privileges']],
  [
    ['-Ox', '-C', '-nOC', '-O', '-n', 'a'],
    ['-x', '-nOC', '-n', 'a'],
  ],
])('of %j these had an effect on an archive: %j', (given, kept) => {
  const made = { format: 'custom', arguments: given } as const
  expect(argumentsForAgain(made)).toEqual(['--format=plain', '--no-password', ...kept])
  expect(notLoadable(made)).toBeUndefined()
})
