import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { PostgresServer } from '../servers/postgres.ts'
import type { Access } from './bucket-client.ts'

const root = resolve(import.meta.dirname, '../..')
const cli = join(root, 'src/entries/cli.ts')

/** How a whole round went, a step each: what the program said of it. */
export type Round = Record<string, string>

/**
 * Two backups, a list, a drill, a restore, a prune and the doctor, by the program as a user runs it, with no setting but
 * where the store is. The dump has more than one part.
 */
export async function goRound(server: PostgresServer, access: Access, bucket: string): Promise<Round> {
  const run = programFor(server, access, bucket)
  const first = await run('backup', '--database-url', server.url('shop'))
  if (first.code !== 0) return { backup: first.error }
  const second = await run('backup', '--database-url', server.url('shop'), '--format', 'custom')
  const listed = await run('list')
  // The newer one, for a verified backup is never pruned.
  const drilled = await run('verify', String(second.json.backup))
  await server.createDatabase('restored')
  const restored = await run('restore', String(first.json.backup), '--target-url', server.url('restored'))
  const rows = await server.query('restored', 'SELECT count(*)::int AS rows FROM customer')
  await server.query('postgres', 'DROP DATABASE restored')
  const pruned = await run('prune', '--keep-days', '0', '--keep-last', '1')
  const left = await run('list')
  return {
    backup: second.code === 0 ? 'done' : second.error,
    list: listed.code === 0 ? `${backupsIn(listed)} backups` : listed.error,
    drill: drilled.code === 0 ? String(drilled.json.verdict) : drilled.error,
    restore: restored.code === 0 ? `done, ${rows[0]?.rows} customers` : restored.error,
    prune: pruned.code === 0 ? `done, ${backupsIn(left)} of ${backupsIn(listed)} backups left` : pruned.error,
    warnings:
      [first, second, drilled, restored, pruned].flatMap(({ warnings }) => warnings).join('; ') || 'none',
  }
}

/** What the doctor finds worth saying of the store alone. */
export async function seeDoctor(server: PostgresServer, access: Access, bucket: string): Promise<string[]> {
  const run = programFor(server, access, bucket)
  const { json, error } = await run('doctor', '--database-url', server.url('shop'))
  const findings = json.findings as { check: string; store: string | null; verdict: string; says: string }[]
  if (findings === undefined) return [error]
  return findings
    .filter(({ store, verdict }) => store !== null && verdict !== 'ok')
    .map(({ check, verdict, says }) => `${verdict}: ${check}: ${says}`)
}

interface Ran {
  code: number
  json: Record<string, unknown>
  error: string
  warnings: string[]
}

function programFor(server: PostgresServer, access: Access, bucket: string) {
  const environment = {
    PATH: `${server.binDir}:/usr/bin:/bin`,
    HOME: '/nonexistent',
    AWS_ACCESS_KEY_ID: access.accessKeyId,
    AWS_SECRET_ACCESS_KEY: access.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
  }
  const store = [
    '--store',
    `s3://${bucket}/nightly`,
    '--s3-endpoint',
    access.endpoint,
    '--name',
    'shop',
    '--json',
  ]
  return async (command: string, ...args: string[]): Promise<Ran> => {
    const words = ['--disable-warning=ExperimentalWarning', cli, command, ...args, ...store]
    const running = promisify(execFile)(process.execPath, words, { env: environment })
    const { code, stdout, stderr } = await running.then(
      (ended) => ({ code: 0, ...ended }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    )
    const said = stderr.split('\n')
    return {
      code,
      json: stdout.trim() === '' ? {} : JSON.parse(stdout),
      error: said.find((line) => line.startsWith('error:')) ?? `exit code ${code}`,
      warnings: said.filter((line) => line.startsWith('warning:')),
    }
  }
}

function backupsIn({ json }: Ran): number {
  const { backups } = json as { backups?: unknown[] }
  return backups?.length ?? 0
}
