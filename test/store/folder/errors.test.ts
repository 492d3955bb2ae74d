import { open } from 'node:fs/promises'
import { expect, test } from '@jest/globals'
import { PgdrillError } from '../../../src/errors.ts'
import { folderError } from '../../../src/store/folder/errors.ts'

const path = '/var/backups/app/x.sql.gz'

test.each([
  ['ENOSPC', 'the disk is full; free space there, or keep fewer backups (keep-days)'],
  ['EDQUOT', 'the disk quota is used up; raise the quota, or keep fewer backups (keep-days)'],
  ['EACCES', 'permission denied; give the user who runs this the right to read and write there'],
  ['EROFS', 'the file system is mounted read-only; mount it writable, or choose another folder'],
  ['ENOENT', 'a folder on the way to it is gone, or is a link to nowhere; is the disk mounted?'],
  ['ENOTDIR', 'something on the way to it is a file, not a folder; choose another folder'],
  ['EWHATEVER', 'EWHATEVER'],
])('%s is told with its path and its cure', (code, told) => {
  const error = folderError('write', path, Object.assign(new Error(code), { code, syscall: 'write' }))
  expect(error).toBeInstanceOf(PgdrillError)
  expect(error).toHaveProperty('message', `cannot write ${path}: ${told}`)
})

test('a real full device is told as a full disk', async () => {
  await using full = await open('/dev/full', 'w')
  const error = await full.write(Buffer.from('x')).catch((error: unknown) => error)
  expect(folderError('write', path, error)).toHaveProperty('what', `cannot write ${path}: the disk is full`)
})

test('what is no failed system call comes back as it is', () => {
  const died = new Error('pg_dump exited with 1')
  expect(folderError('write', path, died)).toBe(died)
})
