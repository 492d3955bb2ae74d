import { mkdir, rm, writeFile } from 'node:fs/promises'
import { type S3Server, startS3Server } from '../../servers/s3.ts'
import { type FaultyProxy, startFaultyProxy } from '../../servers/s3-proxy.ts'
import { type Checker, type StorePlace, startChecker } from '../invariants/checker.ts'
import { driller, type Ended, owner, Stage } from '../postgres/stage.ts'
import { BucketState, bucketName, prefix } from './bucket.ts'

const day = 86_400_000

/** What the small database holds, and its backups have to. */
export const answers = {
  'select count(*), sum(cents) from orders': '500|125250',
  "select count(*) from customers where name like '%\" odd'": '100',
  'select last_value from orders_id_seq': '500',
}
const shop = `
  create table customers (id int primary key, name text not null);
  insert into customers select i, 'customer ' || i || ' "' || ' odd' from generate_series(1, 100) i;
  create table orders (id serial primary key, customer int references customers, cents int);
  insert into orders (customer, cents) select i % 100 + 1, i from generate_series(1, 500) i;`
// Of 12 MB, so that it takes three parts.
export const bulkAnswers = { 'select count(*), min(length(t)) from bulk': '180|65536' }
const bulk = `
  create table bulk as select i, (select string_agg(md5(i::text || j), '') from generate_series(1, 2048) j) as t
    from generate_series(1, 180) i;`

/** An S3 server behind a proxy that injects faults, a PostgreSQL server, two stores and what was in them before. */
export class Place implements AsyncDisposable {
  readonly stage: Stage
  readonly s3: S3Server
  readonly checker: Checker
  readonly #bucket: BucketState
  #isLiveChanged = false
  proxy: FaultyProxy
  kept: Record<string, string> = {}

  static async set(): Promise<Place> {
    const [stage, s3, checker] = await Promise.all([Stage.set(), startS3Server(), startChecker()])
    await s3.makeBucket(bucketName)
    const place = new Place(stage, s3, checker, await startFaultyProxy(s3.endpoint))
    await writeFile(stage.path('clock.mjs'), clock)
    await place.#makeDatabases()
    // An older backup holds something else, so that it cannot be taken for the latest.
    await stage.server.query('app', 'update orders set cents = cents + 7')
    for (const age of [40, 35]) await place.#backUp(age)
    await stage.server.query('app', 'update orders set cents = cents - 7')
    await place.#backUp(1)
    await place.#mustRun(['verify', '--store', place.store], {})
    await place.#bucket.remember()
    place.kept = await checker.remember(place.places)
    return place
  }

  private constructor(stage: Stage, s3: S3Server, checker: Checker, proxy: FaultyProxy) {
    this.stage = stage
    this.s3 = s3
    this.checker = checker
    this.proxy = proxy
    this.#bucket = new BucketState(s3)
  }

  readonly store = `s3://${bucketName}/${prefix}`

  get folder(): string {
    return this.stage.path('folder')
  }

  get places(): StorePlace[] {
    const { endpoint, accessKeyId: key, secretAccessKey: secret } = this.s3
    return [{ endpoint, bucket: bucketName, prefix, key, secret }, { folder: this.folder }]
  }

  /** For psql, past every proxy, as the superuser. */
  psql(database: string): Record<string, string> {
    const { server } = this.stage
    return { ...server.env(database), PATH: `${server.binDir}:${process.env.PATH}` }
  }

  /** Everything as it was before the first trial; the live database only where the trial before may have changed it. */
  async goBack(mayChangeLive: boolean): Promise<void> {
    const isLiveChanged = this.#isLiveChanged
    this.#isLiveChanged = mayChangeLive
    await this.proxy[Symbol.asyncDispose]()
    this.proxy = await startFaultyProxy(this.s3.endpoint)
    await Promise.all([this.#bucket.goBack(), this.#emptyFolders(), isLiveChanged && this.#makeLive()])
  }

  start(args: readonly string[], database: string, more: Record<string, string> = {}) {
    return this.stage.start(args, { ...this.#environment(database), ...more })
  }

  /** What pgdrill runs with: the clock of its time-outs goes twenty times as fast. */
  #environment(database: string): Record<string, string> {
    return {
      DATABASE_URL: this.stage.url(database),
      TARGET_DATABASE_URL: this.stage.url('postgres', driller),
      AWS_ENDPOINT_URL_S3: this.proxy.endpoint,
      AWS_ACCESS_KEY_ID: this.s3.accessKeyId,
      AWS_SECRET_ACCESS_KEY: this.s3.secretAccessKey,
      NODE_OPTIONS: `--import ${this.stage.path('clock.mjs')}`,
      // Compiled once for hundreds of runs.
      NODE_COMPILE_CACHE: this.stage.path('compiled'),
    }
  }

  get secrets(): string[] {
    return [this.s3.secretAccessKey, ...[owner, driller].map(({ password }) => password)].flatMap(
      (secret) => [secret, encodeURIComponent(secret)],
    )
  }

  async #backUp(daysAgo: number): Promise<void> {
    const at = new Date(Date.now() - daysAgo * day).toISOString()
    await this.#mustRun(['backup', '--prune', 'false', '--store', this.store], { STOPPED_AT: at })
  }

  async #mustRun(args: readonly string[], more: Record<string, string>): Promise<Ended> {
    const ended = await this.start(args, 'app', more).ended
    if (ended.code !== 0) throw new Error(`pgdrill ${args.join(' ')}: ${ended.stderr}`)
    return ended
  }

  async #makeDatabases(): Promise<void> {
    const { server } = this.stage
    for (const [name, sql] of Object.entries({ app: shop, bulk })) {
      await server.query('postgres', `create database ${name} owner ${owner.user}`)
      await server.query(name, `alter schema public owner to ${owner.user}`)
      await server.query(name, `set role ${owner.user}; ${sql}`)
    }
    await this.#makeLive()
    await this.#emptyFolders()
  }

  async #makeLive(): Promise<void> {
    const { server } = this.stage
    await server.query('postgres', 'drop database if exists live with (force)')
    await server.query('postgres', `create database live owner ${owner.user}`)
    await server.query('live', `set role ${owner.user}; ${liveSql}`)
  }

  async #emptyFolders(): Promise<void> {
    await this.stage.clear()
    await rm(this.folder, { recursive: true, force: true })
    await mkdir(this.folder)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.checker[Symbol.dispose]()
    await this.proxy[Symbol.asyncDispose]()
    await this.s3.stop()
    await this.stage[Symbol.asyncDispose]()
  }
}

// The shop with other rows: what is live before a restore.
const liveSql = `${shop} update orders set cents = cents + 1;`
export const liveWas = {
  sql: 'select count(*), sum(cents) from orders',
  old: '500|125750',
  new: '500|125250',
}

// Node's time-outs of half a minute and more come after a twentieth of it: a server that hangs is given up in 3 s, not 60.
// And a clock that stands still, where one is asked for, for backups of other days.
const clock = `
  import net from 'node:net'
  const soon = (ms) => (ms >= 30_000 ? ms / 20 : ms)
  const later = globalThis.setTimeout
  globalThis.setTimeout = Object.assign((call, ms, ...given) => later(call, soon(ms), ...given), later)
  const idle = net.Socket.prototype.setTimeout
  net.Socket.prototype.setTimeout = function (ms, ...given) { return idle.call(this, soon(ms), ...given) }
  const stopped = Date.parse(process.env.STOPPED_AT ?? '')
  if (!Number.isNaN(stopped))
    globalThis.Date = class extends Date {
      constructor(...given) { given.length === 0 ? super(stopped) : super(...given) }
      static now() { return stopped }
    }`
