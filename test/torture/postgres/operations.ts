import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { Recognition, shopSql } from './contents.ts'
import type { Course } from './moments.ts'
import { driller, type Ended, owner, type Stage } from './stage.ts'

/** A command, the state that it finds, and what must hold of what it leaves. */
export interface Operation {
  readonly name: string
  readonly args: (scene: Scene) => string[]
  readonly environment: (scene: Scene) => Record<string, string>
  prepare(scene: Scene): Promise<void>
  /** What does not hold; the run may have been killed. */
  judge(scene: Scene, ended: Ended): Promise<string[]>
  /** What a careful user runs after it was killed. */
  readonly next: 'backup' | 'verify' | 'restore' | 'prune'
}

export const live = 'live shop'

/** A clock that stands still for a run: a backup's name holds its second. */
async function clockAt(stage: Stage, time: number): Promise<Record<string, string>> {
  const file = stage.path('clock.mjs')
  writeFileSync(
    file,
    `const at = ${time}
     globalThis.Date = class extends Date {
       constructor(...given) { given.length === 0 ? super(at) : super(...given) }
       static now() { return at }
     }`,
  )
  return { NODE_OPTIONS: `--import=${file}` }
}

/** The two shops on a stage, and backups of the new one. */
export class Scene {
  readonly stage: Stage
  readonly recognition: Recognition
  readonly store: string
  /** How runs without a fault go, by the operation's name. */
  readonly courses = new Map<string, Course>()
  #kept: Record<string, string> = {}

  static async set(stage: Stage, rows = 2_000): Promise<Scene> {
    const scene = new Scene(stage)
    for (const which of ['old', 'new'] as const) {
      await stage.server.query('postgres', `create database ${which}_shop owner ${owner.user}`)
      const role = `set role ${owner.user}; `
      await stage.server.query(`${which}_shop`, `alter schema public owner to ${owner.user}`)
      await stage.server.query(`${which}_shop`, role + shopSql(which, rows))
      await scene.recognition.learn(`${which}_shop`, which)
    }
    for (const format of ['plain', 'custom']) await scene.#backUp(format)
    scene.#kept = scene.objects()
    for (const minutes of [3, 2, 1]) await scene.#backUp('plain', Date.now() - minutes * 60_000)
    scene.#takePrunable()
    return scene
  }

  private constructor(stage: Stage) {
    this.stage = stage
    this.recognition = new Recognition(stage.server)
    this.store = stage.path('backups')
  }

  /** With a time, for prune, which wants several backups of one name. */
  async #backUp(format: string, time?: number): Promise<void> {
    const name = time === undefined ? format : prunable
    const args = ['backup', '--name', name, '--format', format, '--store', this.store]
    const clock = time === undefined ? {} : await clockAt(this.stage, time)
    const { code, stderr } = await this.stage.run(args, { ...this.source(), ...clock })
    if (code !== 0) throw new Error(`cannot back up for the torture: ${stderr}`)
  }

  source(): Record<string, string> {
    return { DATABASE_URL: this.stage.url('new_shop') }
  }

  /** The store's files by their sha256. */
  objects(): Record<string, string> {
    const files = readdirSync(this.store, { recursive: true, withFileTypes: true }).filter((e) => e.isFile())
    const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')
    return Object.fromEntries(files.map(({ parentPath, name }) => [name, sha256(join(parentPath, name))]))
  }

  /** What was there before and is not, or not the same; and what has come. */
  stored(): { changed: string[]; added: string[] } {
    const now = this.objects()
    const isRecord = (name: string) => name.endsWith('.drill.json')
    const changed = Object.keys(this.#kept).filter((name) => now[name] !== this.#kept[name])
    return { changed, added: Object.keys(now).filter((name) => !(name in this.#kept) && !isRecord(name)) }
  }

  readonly #prunable = new Map<string, Buffer>()

  #takePrunable(): void {
    for (const name of this.stored().added) {
      this.#prunable.set(name, readFileSync(join(this.store, name)))
      rmSync(join(this.store, name))
    }
  }

  putPrunable(): void {
    for (const [name, bytes] of this.#prunable) writeFileSync(join(this.store, name), bytes)
  }

  /** The newest is whole whatever comes; a manifest that is there has what it names; done is done. */
  judgePrunable(isDone: boolean): string[] {
    const now = this.objects()
    const stemOf = (name: string) => name.split('.')[0]
    const newestStem = stemOf([...this.#prunable.keys()].toSorted().at(-1) ?? '')
    const newest = [...this.#prunable.keys()].filter((name) => stemOf(name) === newestStem)
    const broken = newest
      .filter((name) => !(name in now))
      .map((name) => `of the newest backup ${name} is gone`)
    const stems = Object.keys(now).filter(
      (name) => name.startsWith(prunable) && name.endsWith('.manifest.json'),
    )
    for (const manifest of stems) {
      const { objects } = JSON.parse(readFileSync(join(this.store, manifest), 'utf8'))
      for (const { key, sha256 } of objects) if (now[key] !== sha256) broken.push(`${manifest} lacks ${key}`)
    }
    if (isDone && stems.length !== 1) broken.push(`prune is done, and ${stems.length} backups are there`)
    return broken
  }

  async makeLive(from: 'old_shop' | 'template0' | undefined): Promise<void> {
    const { server } = this.stage
    for (const name of await this.databases())
      await server.query('postgres', `drop database "${name}" with (force)`)
    for (const name of this.stored().added) rmSync(join(this.store, name))
    if (from === undefined) return
    await server.query('postgres', `create database "${live}" template ${from} owner ${owner.user}`)
    await server.query('postgres', `alter database "${live}" set work_mem = '5MB'`)
    if (from === 'template0') await server.query(live, `alter schema public owner to ${owner.user}`)
  }

  /** The databases besides those that are always there. */
  async databases(): Promise<string[]> {
    const always = ['postgres', 'template0', 'template1', 'old_shop', 'new_shop']
    const rows = await this.stage.server.query<{ name: string }>(
      'postgres',
      'select datname::text as name from pg_database order by 1',
    )
    return rows.map(({ name }) => name).filter((name) => !always.includes(name))
  }
}

const restoring = (mode: string, target: 'old_shop' | 'template0' | undefined, format: string, jobs = 1) => {
  const operation: Operation = {
    name: `restore ${mode}${mode === 'into-empty' && target === undefined ? ' (no database)' : ''}, ${format}${jobs > 1 ? `, jobs ${jobs}` : ''}`,
    args: ({ store }) => [
      ...['restore', '--name', format, '--store', store, '--mode', mode, '--jobs', String(jobs)],
      ...(mode === 'into-empty' ? [] : ['--confirm', live]),
    ],
    environment: ({ stage }) => ({ TARGET_DATABASE_URL: stage.url(live) }),
    prepare: (scene) => scene.makeLive(target),
    judge: (scene, ended) => judgeRestore(scene, ended, mode, target),
    next: 'restore',
  }
  return operation
}

async function judgeRestore(
  scene: Scene,
  { code, signal, stderr }: Ended,
  mode: string,
  from: 'old_shop' | 'template0' | undefined,
): Promise<string[]> {
  const broken: string[] = []
  const before = from === undefined ? 'absent' : from === 'template0' ? 'empty' : 'old'
  const now = await scene.recognition.look(live)
  const killed = signal !== null
  const admits = /was dropped, and what is in its place is not whole/.test(stderr)
  const mayBe = mode === 'in-place' && (admits || killed) ? undefined : [before, 'new']
  if (mayBe !== undefined && !mayBe.includes(now)) broken.push(`the target is ${now}, and was ${before}`)
  if (now === 'shut' || now === 'invalid' || (now === 'absent' && before !== 'absent'))
    broken.push(`nobody can connect to the target: it is ${now}`)
  if (code === 0 && now !== 'new') broken.push(`it says that it has restored, and the target is ${now}`)
  if (/(database "live shop"|the live database) is as it was/.test(stderr) && now !== before)
    broken.push(`it says that the target is as it was, and that is ${now}, and was ${before}`)
  // Stopped after the last statement and before psql's end it cannot know; `in-place` says that then.
  if (code !== 0 && !killed && !admits && now === 'new' && !/is (already )?restored/.test(stderr))
    broken.push(`it does not say that the target is new: ${lastLine(stderr)}`)
  const others = (await scene.databases()).filter((name) => name !== live)
  for (const name of others) {
    const isKept = mode === 'swap' && /^live shop_before_\d{8}_\d{6}$/.test(name)
    const contents = await scene.recognition.look(name)
    if (isKept && now === 'new' && contents !== 'old') broken.push(`what was live is kept as ${contents}`)
    if (isKept && now === 'new') continue
    if (!killed && !stderr.includes(name)) broken.push(`database "${name}" (${contents}) is left behind`)
  }
  const [kept] = await scene.stage.server.query<{ kept: boolean }>(
    'postgres',
    `select exists (select from pg_db_role_setting s join pg_database d on d.oid = setdatabase
       where datname = $1 and 'work_mem=5MB' = any (setconfig)) as kept`,
    [live],
  )
  if (from !== undefined && now !== 'absent' && !kept?.kept)
    broken.push('the settings of the database are lost')
  return broken
}

const backingUp = (format: string): Operation => ({
  name: `backup, ${format}`,
  args: ({ store }) => ['backup', '--name', 'fresh', '--format', format, '--store', store],
  environment: (scene) => scene.source(),
  prepare: (scene) => scene.makeLive(undefined),
  judge: (scene, ended) => judgeBackup(scene, ended, format),
  next: 'backup',
})

async function judgeBackup(scene: Scene, { code, signal, stderr }: Ended, format: string): Promise<string[]> {
  const { added } = scene.stored()
  const manifest = added.find((name) => name.endsWith('.manifest.json'))
  if (code !== 0 && manifest === undefined) {
    const left = signal === null && added.length > 0 && !/stays in/.test(stderr)
    return left ? [`a failed backup leaves ${added.join(', ')}`] : []
  }
  if (manifest === undefined) return ['it says that it has saved a backup, and there is no manifest']
  if (code !== 0 && signal === null && !/saved fresh_backup/.test(stderr))
    return ['there is a manifest, and it says that it has failed']
  return await restoresByHand(scene, manifest, format)
}

/** What a manifest promises: objects with these digests, that restore to what was dumped. */
async function restoresByHand(scene: Scene, manifest: string, format: string): Promise<string[]> {
  const { objects } = JSON.parse(readFileSync(join(scene.store, manifest), 'utf8')) as {
    objects: { key: string; sha256: string }[]
  }
  const now = scene.objects()
  const wrong = objects.filter(({ key, sha256 }) => now[key] !== sha256).map(({ key }) => key)
  if (wrong.length > 0) return [`not as the manifest says: ${wrong.join(', ')}`]
  const { server } = scene.stage
  await server.createDatabase('by hand')
  try {
    const dump = join(
      scene.store,
      manifest.replace('.manifest.json', format === 'plain' ? '.sql.gz' : '.dump'),
    )
    if (format === 'custom') return []
    const sql = await promisify(gunzip)(readFileSync(dump))
    const file = scene.stage.path('by-hand.sql')
    writeFileSync(file, sql)
    await server.psql('by hand', { file })
    const found = await scene.recognition.look('by hand')
    return found === 'new' ? [] : [`the backup restores to ${found}`]
  } catch (error) {
    return [`the backup does not restore: ${(error as Error).message}`]
  } finally {
    await server.query('postgres', 'drop database "by hand" with (force)')
  }
}

const prunable = 'prunable'

/** Keeps the newest of three. */
const pruning: Operation = {
  name: 'prune',
  args: ({ store }) => [
    'prune',
    '--name',
    prunable,
    '--keep-days',
    '0',
    '--keep-last',
    '1',
    '--store',
    store,
  ],
  environment: () => ({}),
  async prepare(scene) {
    await scene.makeLive(undefined)
    scene.putPrunable()
  },
  judge: async (scene, { code }) => scene.judgePrunable(code === 0),
  next: 'prune',
}

const verifying = (where: 'target-url' | 'scratch cluster', format: string): Operation => ({
  name: `verify on a ${where}, ${format}`,
  args: ({ store }) => ['verify', '--name', format, '--store', store],
  environment: ({ stage }): Record<string, string> =>
    where === 'target-url' ? { TARGET_DATABASE_URL: stage.url('postgres', driller) } : {},
  prepare: (scene) => scene.makeLive(undefined),
  judge: judgeVerify,
  next: 'verify',
})

async function judgeVerify(scene: Scene, { code, signal, stderr }: Ended): Promise<string[]> {
  const broken: string[] = []
  // The backup is good: whatever happened, nothing was proved against it.
  if (code === 1) broken.push(`it says that it has proved a good backup wrong: ${lastLine(stderr)}`)
  if (signal === null) {
    const left = (await scene.databases()).filter((name) => !stderr.includes(name))
    for (const name of left) broken.push(`database "${name}" is left behind`)
  }
  return broken
}

export function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? ''
}

export const operations: readonly Operation[] = [
  backingUp('plain'),
  backingUp('custom'),
  restoring('into-empty', 'template0', 'plain'),
  restoring('into-empty', 'template0', 'custom'),
  restoring('into-empty', undefined, 'plain'),
  restoring('swap', 'old_shop', 'plain'),
  restoring('swap', 'old_shop', 'custom', 2),
  restoring('replace', 'old_shop', 'plain'),
  restoring('in-place', 'old_shop', 'plain'),
  restoring('in-place', 'old_shop', 'custom', 2),
  verifying('target-url', 'plain'),
  verifying('target-url', 'custom'),
]

/** These never pass the proxy: kills alone concern them. */
export const scratchOperations: readonly Operation[] = [
  pruning,
  verifying('scratch cluster', 'plain'),
  verifying('scratch cluster', 'custom'),
]

interface Next extends Pick<Operation, 'args' | 'environment'> {
  judgeNext(scene: Scene): Promise<string[]>
}

/** What is run after a kill, and what has to hold then. */
export function operationNamed(operation: Operation): Next {
  if (operation.next !== 'restore') return { ...operation, judgeNext: (scene) => judgeNext(scene, operation) }
  const again = restoring('replace', 'old_shop', operation.name.includes('custom') ? 'custom' : 'plain')
  return { ...again, judgeNext: judgeRestoredNext }
}

async function judgeNext(scene: Scene, operation: Operation): Promise<string[]> {
  if (operation.next === 'prune') return scene.judgePrunable(true)
  const left = (await scene.databases()).map((name) => `after the next run there is database "${name}"`)
  const roles = await scene.stage.server.query<{ name: string }>(
    'postgres',
    "select rolname as name from pg_roles where shobj_description(oid, 'pg_authid') like 'made by pgdrill%'",
  )
  left.push(...roles.map(({ name }) => `after the next run there is role "${name}"`))
  if (operation.next === 'backup' && !scene.stored().added.some((name) => name.endsWith('.manifest.json')))
    left.push('the next backup has left no manifest')
  return left
}

/** The target is new, and nothing is left but what a swap or in-place keeps on purpose: whole. */
async function judgeRestoredNext(scene: Scene): Promise<string[]> {
  const broken: string[] = []
  const now = await scene.recognition.look(live)
  if (now !== 'new') broken.push(`after the next run the target is ${now}`)
  for (const name of (await scene.databases()).filter((name) => name !== live)) {
    const contents = await scene.recognition.look(name)
    if (!/_before_\d{8}_\d{6}$/.test(name) || contents !== 'old')
      broken.push(`after the next run there is database "${name}" (${contents})`)
  }
  return broken
}
