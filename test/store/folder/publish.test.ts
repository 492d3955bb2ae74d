import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { publish } from '../../../src/store/folder/publish.ts'

let folder: string
const partial = () => join(folder, '.app.partial-0123456789ab')
const path = () => join(folder, 'app')

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pgdrill-publish-'))
  await writeFile(partial(), 'new')
})
afterEach(() => rm(folder, { recursive: true }))

/** What exFAT and many network file systems answer to link(2). */
const noLinks = async () => {
  throw Object.assign(new Error('EPERM'), { code: 'EPERM', syscall: 'link' })
}

test.each([
  ['with hard links', undefined],
  ['without hard links', noLinks],
])('%s a free name is given and a taken one is left alone', async (_, linkTo) => {
  const how = { overwrite: false, ...(linkTo && { linkTo }) }
  expect(await publish(partial(), path(), how)).toBe(true)
  expect(await readdir(folder)).toEqual(['app'])
  await writeFile(partial(), 'newer')
  expect(await publish(partial(), path(), how)).toBe(false)
  expect(await readFile(path(), 'utf8')).toBe('new')
  expect(await readdir(folder)).toEqual(['.app.partial-0123456789ab', 'app'])
})

test('told to, it replaces', async () => {
  await writeFile(path(), 'old')
  expect(await publish(partial(), path(), { overwrite: true })).toBe(true)
  expect(await readFile(path(), 'utf8')).toBe('new')
  expect(await readdir(folder)).toEqual(['app'])
})

test('a failure that is not about links is not hidden', async () => {
  await rm(partial())
  await expect(publish(partial(), path(), { overwrite: false })).rejects.toThrow('ENOENT')
})
