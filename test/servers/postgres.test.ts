import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { type PostgresServer, startPostgres } from './postgres.ts'

describe('a scratch cluster', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres({ settings: { 'demo.greeting': "it's on" } })
  })
  afterAll(() => server.stop())

  test('is reached by its URL, whose password holds every awkward character', async () => {
    const client = new pg.Client({ connectionString: server.url('postgres') })
    await client.connect()
    expect((await client.query('select current_user')).rows).toEqual([{ current_user: 'postgres' }])
    await client.end()
  })

  test('refuses a wrong password over TCP', async () => {
    const client = new pg.Client({ connectionString: server.url('postgres', { password: 'wrong' }) })
    await expect(client.connect()).rejects.toThrow('password authentication failed')
  })

  test('keeps settings with quotes', async () => {
    expect(await server.query('postgres', 'show demo.greeting')).toEqual([{ 'demo.greeting': "it's on" }])
  })

  test('makes databases with odd names and runs psql in them', async () => {
    await server.createDatabase('Ünï "q" \'x')
    expect(await server.psql('Ünï "q" \'x', 'select current_database()')).toBe('Ünï "q" \'x\n')
  })

  test('shows psql errors and its own log', async () => {
    await expect(server.psql('postgres', 'select nonsense')).rejects.toThrow(
      'column "nonsense" does not exist',
    )
    expect(server.log()).toContain('column "nonsense" does not exist')
  })

  test('has a folder nobody else may read', async () => {
    expect((await stat(dirname(server.dataDir))).mode & 0o777).toBe(0o700)
  })
})

test('a killed cluster cuts its sessions, and leaves nothing once stopped', async () => {
  const server = await startPostgres()
  const sleeping = server.query('postgres', 'select pg_sleep(60)').catch((error: Error) => error.message)
  await sleep(100)
  await server.kill()
  expect(await sleeping).toMatch(/terminat/)
  await server.stop()
  expect(existsSync(dirname(server.dataDir))).toBe(false)
  expect(server.log()).toContain('immediate shutdown')
})

test('a cluster dies with the process that started it', async () => {
  const script = `
    const { startPostgres } = await import(${JSON.stringify(import.meta.resolve('./postgres.ts'))})
    const server = await startPostgres()
    console.log(JSON.stringify([server.pid, server.dataDir]))
    setInterval(() => {}, 1000)`
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(parent.stdout, 'data')) as [Buffer]
  const [pid, dataDir] = JSON.parse(line.toString()) as [number, string]
  parent.kill('SIGKILL')
  const deadline = Date.now() + 10_000
  while (existsSync(dirname(dataDir)) && Date.now() < deadline) await sleep(50)
  expect(existsSync(dirname(dataDir))).toBe(false)
  expect(existsSync(`/proc/${pid}/exe`)).toBe(false)
})
