import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { newestServerBin } from '../servers/binaries.ts'
import { start } from './runner/processes.ts'
import { root } from './workflow.ts'

const script = join(root, '.github/actions/postgresql/install.sh')
const installed = /\/(\d\d)\/bin$/.exec(newestServerBin())?.[1] ?? ''

// What would change this machine is written down instead.
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pgdrill-install-'))
  const sudo = join(folder, 'sudo')
  await writeFile(sudo, '#!/bin/sh\necho "$@" >> "$0.log"\n')
  await chmod(sudo, 0o755)
})
afterAll(() => rm(folder, { recursive: true }))

async function install(...args: string[]) {
  const log = join(folder, 'sudo.log')
  await writeFile(log, '')
  const env = { PATH: `${folder}:${process.env.PATH}` }
  const ended = await start([script, ...args], { env, cwd: folder })
  return { ...ended, sudo: (await readFile(log, 'utf8')).trim().split('\n') }
}

test('what is installed already is not installed again', async () => {
  expect(await install(installed, 'true')).toMatchObject({
    code: 0,
    log: `PostgreSQL ${installed} is there\n`,
    sudo: [''],
  })
})

test('another version comes from the repository of the PostgreSQL project, without a server', async () => {
  const { code, sudo } = await install('19')
  expect(code).toBe(0)
  expect(sudo).toContain('/usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y')
  expect(sudo.at(-1)).toBe('apt-get install --yes --no-install-recommends postgresql-client-19')
})

test('the server comes too where it is asked for, and none is started', async () => {
  const { sudo } = await install('19', 'true')
  expect(sudo.at(-2)).toMatch(/^tee \/etc\/postgresql-common\/createcluster\.d\//)
  expect(sudo.at(-1)).toMatch(/ postgresql-client-19 postgresql-19$/)
})

test.each(['', '9', '9.6', 'latest', '18 curl', '-t', '18;id'])('%j is no version', async (major) => {
  const { code, log, sudo } = await install(major)
  expect({ code, sudo }).toEqual({ code: 1, sudo: [''] })
  expect(log).toMatch(/^::error title=PostgreSQL was not installed::.* is no major version of PostgreSQL/)
})
