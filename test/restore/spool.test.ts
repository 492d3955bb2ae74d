import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { makeSpool, removeSpoolLeftovers } from '../../src/restore/spool.ts'

let parent: string
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'pgdrill-spool-'))
})
afterEach(() => rmSync(parent, { recursive: true }))

/** The number of a process that has been, and is no more. */
const dead = () => spawnSync('true').pid

test('the archive of a restore that was killed goes, that of one that runs stays', async () => {
  const mine = await makeSpool(parent)
  const left = join(parent, `pgdrill-restore-${dead()}-aBcDeF`)
  mkdirSync(left)
  writeFileSync(join(left, 'archive'), 'in clear')
  await removeSpoolLeftovers(parent)
  expect(readdirSync(parent).map((name) => join(parent, name))).toEqual([mine])
})

test('what only looks like one stays: another name, and a link to somewhere else', async () => {
  mkdirSync(join(parent, 'pgdrill-restore-mine'))
  mkdirSync(join(parent, 'elsewhere'))
  symlinkSync(join(parent, 'elsewhere'), join(parent, `pgdrill-restore-${dead()}-aBcDeF`))
  const before = readdirSync(parent)
  await removeSpoolLeftovers(parent)
  expect(readdirSync(parent)).toEqual(before)
})
