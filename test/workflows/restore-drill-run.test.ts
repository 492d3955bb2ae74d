import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { type S3Server, startS3Server } from '../servers/s3.ts'
import { fill } from './runner/expressions.ts'
import { runSteps } from './runner/steps.ts'
import { runAll, type WorkflowResult, type World } from './runner/workflows.ts'
import { readWorkflow, root, stepOf } from './workflow.ts'

// A server for each image, as each container is one; all of one version here, the one that is installed.
const servers: PostgresServer[] = []
let s3: S3Server
beforeAll(async () => {
  s3 = await startS3Server()
})
afterAll(() => Promise.all([s3.stop(), ...servers.map((server) => server.stop())]))

const images: string[] = []

function world(): World {
  return {
    secrets: {},
    vars: {},
    github: { event: { pull_request: { number: 7 } } },
    async service(image, name) {
      images.push(image)
      if (name === 's3') return { 5000: Number(new URL(s3.endpoint).port) }
      const server = await startPostgres({ initdbArgs: ['--auth-host=trust'] })
      servers.push(server)
      return { 5432: server.port }
    },
    enter: async () => ({ secrets: {}, vars: {} }),
    players: { 'actions/checkout': async () => ({}) },
    workspace: '/tmp',
  }
}

/** A pull request in a repository that calls the workflow. */
async function called(inputs: Record<string, unknown>, over: Partial<World> = {}): Promise<WorkflowResult> {
  const uses = 'OWNER/pgdrill/.github/workflows/restore-drill.yml@v0.1.0'
  const caller = parse(JSON.stringify({ on: 'pull_request', jobs: { migrations: { uses, with: inputs } } }))
  const { secrets, vars, github } = world()
  return await runAll(caller, { secrets, vars, github }, { ...world(), ...over })
}

describe('each format goes the whole way, from a backup to the undo of a swap', () => {
  let ended: WorkflowResult
  beforeAll(async () => {
    images.length = 0
    const fill = 'psql -X -q -c "CREATE TABLE pets AS SELECT n FROM generate_series(1, 100) n"'
    ended = await called({ name: 'migrations', postgres: '["15"]', fill, image: 'postgres:{0}-alpine' })
    // Three jobs one after the other, of eight programs each.
  }, 180_000)

  test('with a source, a target and an S3 server of its own', () => {
    expect(images).toEqual(
      Array(3).fill(['postgres:15-alpine', 'postgres:15-alpine', 'motoserver/moto:5.2.5']).flat(),
    )
  })

  test('and every step of it runs, and succeeds', () => {
    const runs = ended.jobs['migrations / round-trip'] ?? []
    const outcomes = runs.map(({ steps }) => steps.map(({ name, outcome }) => `${outcome}: ${name}`))
    expect(runs.map(({ result }) => result)).toEqual(['success', 'success', 'success'])
    for (const each of outcomes) expect(each.filter((line) => !line.startsWith('success'))).toEqual([])
  })

  test('and what was restored on another server is what was filled in', async () => {
    for (const [at, server] of servers.entries()) {
      const kept = await server.query('live', 'select from pets')
      expect({ at, rows: kept.length }).toEqual({ at, rows: 100 })
    }
  })

  test('so the gate is open', () => {
    expect(ended.jobs['migrations / restore-drill']).toMatchObject([{ result: 'success' }])
  })
})

test('the gate is shut when a round trip fails', async () => {
  const server = await startPostgres({ initdbArgs: ['--auth-host=trust'] })
  servers.push(server)
  const one = { service: async () => ({ 5432: server.port, 5000: 1 }) }
  const ended = await called({ name: 'migrations', postgres: '["15"]', fill: 'false' }, one)
  expect(ended.jobs['migrations / round-trip']?.map(({ result }) => result)).toEqual(Array(3).fill('failure'))
  expect(ended.jobs['migrations / restore-drill']).toMatchObject([{ result: 'failure' }])
})

test('a pull request here tries five versions, each in three formats', async () => {
  const workflow = await readWorkflow('restore-drill.yml')
  const matrix = fill(workflow.jobs['round-trip']?.strategy?.matrix, { inputs: {} })
  expect(matrix).toEqual({
    postgres: ['14', '15', '16', '17', '18'],
    dump: [
      { format: 'plain', compression: 'gzip' },
      { format: 'plain', compression: 'zstd' },
      { format: 'custom', compression: 'gzip' },
    ],
  })
})

test('a pull request here fills in the sample database', async () => {
  const server = await startPostgres({ initdbArgs: ['--auth-host=trust'] })
  servers.push(server)
  const job = { services: { source: { ports: { 5432: String(server.port) } } } }
  const step = stepOf(await readWorkflow('restore-drill.yml'), 'Fill a database')
  const frame = {
    contexts: { inputs: {}, job },
    env: {},
    workspace: '/tmp',
    players: {},
    masks: new Set<string>(),
  }
  expect(await runSteps([step], frame)).toMatchObject([{ outcome: 'success' }])
  const [{ tables } = { tables: '0' }] = await server.query<{ tables: string }>(
    'live',
    "select count(*) as tables from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
  )
  expect(Number(tables)).toBeGreaterThan(10)
})

test('it asks for no secret, no variable and no right but to read, so that forks can run it', async () => {
  const workflow = await readWorkflow('restore-drill.yml')
  const text = await readFile(join(root, '.github/workflows/restore-drill.yml'), 'utf8')
  expect(text).not.toMatch(/\b(secrets|vars)\./)
  expect(Object.keys(workflow.on)).toContain('pull_request')
  expect(Object.values(workflow.jobs).map(({ permissions }) => permissions)).toEqual([
    { contents: 'read' },
    undefined,
  ])
})

test('the gate needs every other job, and runs whatever became of them', async () => {
  const { 'restore-drill': gate, ...others } = (await readWorkflow('restore-drill.yml')).jobs
  expect(gate).toMatchObject({ needs: Object.keys(others), if: 'always()' })
})
