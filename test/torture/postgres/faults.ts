import { execFileSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Act, Passing } from '../../servers/postgres-proxy.ts'
import type { Fault } from './attempt.ts'
import { told } from './moments.ts'
import type { Scene } from './operations.ts'
import { owner } from './stage.ts'

/** A fault, and what it turned out to hit. */
export interface Aimed extends Fault {
  /** Empty until it was done. */
  hit: string
}

// However it is told: by the server, by libpq, by pg or by the system.
const lost =
  /terminat|connection|ECONNRESET|EPIPE|closed|lost|server|socket|could not receive|could not send|timeout|recovery|starting|shutting/i

/** Does something to the connection at a message. */
export function atMessage(message: number, act: Act): Aimed {
  const aimed: Aimed = {
    hit: '',
    names: lost,
    async begin({ stage }) {
      stage.proxy.act = (passing) => {
        if (aimed.hit !== '' || passing.before < message) return undefined
        aimed.hit = told(passing)
        return aimedAt(act, passing)
      }
      return undefined
    },
  }
  return aimed
}

// Only what a client says has an answer, and a message is cut in its middle.
function aimedAt(act: Act, { from, bytes }: Passing): Act {
  if (act === 'lose the answer' && from === 'server') return 'reset'
  if (typeof act === 'object' && 'resetAfterBytes' in act) return { resetAfterBytes: bytes >> 1 }
  return act
}

/** Nothing moves any more, on any connection, until somebody stops the run. */
export function stallUntilStopped(message: number): Aimed {
  const aimed: Aimed = {
    hit: '',
    names: /stopped by SIGTERM/,
    codes: [143],
    limitMs: 30_000,
    async begin({ stage }, running) {
      stage.proxy.act = (passing) => {
        if (aimed.hit === '' && passing.before < message) return undefined
        if (aimed.hit === '') {
          aimed.hit = told(passing)
          setTimeout(() => running.child.kill('SIGTERM'), 500)
        }
        return { stallMs: 3_600_000 }
      }
      return async () => stage.proxy.cutAll()
    },
  }
  return aimed
}

/** Has something happen to the server at a message; that is not waited for. */
export function serverAt(
  message: number,
  happens: (scene: Scene) => Promise<(() => Promise<void>) | undefined>,
  names = lost,
): Aimed {
  let happening: Promise<(() => Promise<void>) | undefined> | undefined
  const aimed: Aimed = {
    hit: '',
    names,
    async begin(scene) {
      scene.stage.proxy.act = (passing) => {
        if (happening !== undefined || passing.before < message) return undefined
        aimed.hit = told(passing)
        happening = happens(scene)
        // What is asked then comes after it.
        return { stallMs: 300 }
      }
      return async () => {
        const heal = await happening
        await heal?.()
      }
    },
  }
  return aimed
}

/** The same at a statement; what is asked then is held up until that has happened. */
export function atStatement(
  sql: RegExp,
  happens: (scene: Scene) => Promise<(() => Promise<void>) | undefined>,
  names: RegExp,
  holdMs = 800,
): Aimed {
  let happening: Promise<unknown> | undefined
  const aimed: Aimed = {
    hit: '',
    names,
    async begin(scene) {
      scene.stage.proxy.act = (passing) => {
        if (happening !== undefined || !sql.test(passing.sql ?? '')) return undefined
        aimed.hit = told(passing)
        happening = happens(scene)
        return { stallMs: holdMs }
      }
      return async () => {
        await happening
      }
    },
  }
  return aimed
}

/** One of its processes dies of SIGKILL: the server ends all sessions, and recovers. */
export async function crash({ stage: { server } }: Scene): Promise<undefined> {
  const [session] = await server.query<{ pid: number }>(
    'postgres',
    "select pid from pg_stat_activity where application_name = 'pgdrill' or backend_type = 'background writer' order by backend_start desc",
  )
  if (session !== undefined) process.kill(session.pid, 'SIGKILL')
  await up({ stage: { server } } as Scene)
  return undefined
}

async function up({ stage: { server } }: Scene): Promise<void> {
  for (const deadline = performance.now() + 20_000; performance.now() < deadline; await sleep(50)) {
    const answers = await server.query('postgres', 'select 1').catch(() => [])
    if (answers.length > 0) return
  }
  throw new Error('the server did not come up again')
}

/** Others take every connection that the role may have, for some seconds. */
export async function hog({ stage }: Scene): Promise<() => Promise<void>> {
  const clients: pg.Client[] = []
  const { host, port } = stage.server
  for (;;) {
    const client = new pg.Client({ host, port, database: 'postgres', ...owner })
    client.on('error', () => undefined)
    const isIn = await client.connect().then(
      () => true,
      () => false,
    )
    if (!isIn) break
    clients.push(client)
  }
  const gone = sleep(3_000).then(() => Promise.all(clients.map((client) => client.end())))
  return async () => {
    await gone
  }
}

/** The disk with the databases is full, until it is not. Needs \`diskOf\`. */
export function fill(folder: string): () => Promise<() => Promise<void>> {
  return async () => {
    execFileSync('sh', ['-c', `cat /dev/zero > ${folder}/ballast 2>/dev/null || true`])
    return async () => {
      execFileSync('rm', ['-f', `${folder}/ballast`])
    }
  }
}
