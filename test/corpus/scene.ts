import { type BackupRequest, backup } from '../../src/backup.ts'
import { wholeDatabase } from '../../src/postgres/selection.ts'
import { type VerifyRequest, verify } from '../../src/verify.ts'
import { MemoryStore } from '../fakes/memory-store.ts'
import { connectionTo } from '../postgres/reach.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'

export const silent = {
  info: () => undefined,
  warning: () => undefined,
  track: () => ({ [Symbol.dispose]: () => undefined }),
}

const path = process.env.PATH ?? ''

/** What a drill is asked for; without `target` it starts a scratch server. */
export type DrillChanges = Partial<Omit<VerifyRequest, 'target'>> & {
  target?: VerifyRequest['target'] | undefined
}

/** Backups are taken from one server, and drilled on another. */
export class DrillScene implements AsyncDisposable {
  readonly source: PostgresServer
  readonly target: PostgresServer
  readonly #made = new Map<string, Promise<MemoryStore>>()

  static async start(): Promise<DrillScene> {
    return new DrillScene(await startPostgres(), await startPostgres())
  }

  /** With servers that are somebody else's to stop. */
  static between(source: PostgresServer, target: PostgresServer): DrillScene {
    return new DrillScene(source, target)
  }

  private constructor(source: PostgresServer, target: PostgresServer) {
    this.source = source
    this.target = target
  }

  /** Makes a database on the source and runs SQL, or a file of it, there. */
  async create(database: string, input: string | { file: string }): Promise<void> {
    await this.source.createDatabase(database)
    await this.source.psql(database, input)
  }

  /** A store of its own for each caller; what is backed up in one way is backed up once. */
  async backUp(database: string, changes: Partial<BackupRequest> = {}): Promise<MemoryStore> {
    const key = JSON.stringify([database, changes])
    const first = this.#made.get(key) ?? this.#backUp(database, changes)
    this.#made.set(key, first)
    const store = new MemoryStore()
    for (const [name, object] of (await first).objects) store.objects.set(name, object)
    return store
  }

  async #backUp(database: string, changes: Partial<BackupRequest>): Promise<MemoryStore> {
    const store = new MemoryStore()
    await backup({
      name: database,
      connection: connectionTo(this.source, database),
      stores: [store],
      format: 'plain',
      compression: { kind: 'gzip', level: 1 },
      selection: wholeDatabase,
      pgDumpArguments: [],
      lockWaitTimeoutMs: 10_000,
      globals: true,
      path,
      policy: {
        keepDays: 30,
        keepLast: 0,
        keepHourly: 0,
        keepDaily: 0,
        keepWeekly: 0,
        keepMonthly: 0,
        keepYearly: 0,
        keepMin: 1,
      },
      prune: 'no',
      toolVersion: '0.1.0',
      now: new Date('2026-11-22T02:00:00Z'),
      signal: new AbortController().signal,
      report: silent,
      ...changes,
    })
    return store
  }

  /** An hour after the backup. */
  drill(store: MemoryStore, name: string, changes: DrillChanges = {}) {
    const { target = undefined, ...others } = {
      target: connectionTo(this.target, 'postgres'),
      ...changes,
    }
    return verify({
      ...(target && { target }),
      what: { kind: 'latest', name },
      stores: [store],
      path,
      minRows: [],
      toolVersion: '0.1.0',
      now: new Date('2026-11-22T03:00:00Z'),
      signal: new AbortController().signal,
      report: silent,
      ...others,
    })
  }

  /** What drills have left on the server that they run on. */
  async left(): Promise<string[]> {
    const rows = await this.target.query<{ name: string }>(
      'postgres',
      `SELECT datname::text AS name FROM pg_database WHERE datname ~ 'scratch'
       UNION ALL SELECT rolname FROM pg_roles WHERE rolname !~ '^(pg_|postgres$)'
       UNION ALL SELECT spcname FROM pg_tablespace WHERE spcname !~ '^pg_'`,
    )
    return rows.map(({ name }) => name)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.source.stop()
    await this.target.stop()
  }
}
