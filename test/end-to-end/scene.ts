import { expect } from '@jest/globals'
import { type Login, type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { type S3Server, startS3Server } from '../servers/s3.ts'
import { type Ended, Installed } from './installed.ts'
import { bucketShelf, folderShelf, type Shelf } from './shelf.ts'

/** Real servers, the committed bundles, and a way to look at what became of a run. */
export class Scene implements AsyncDisposable {
  readonly server: PostgresServer
  readonly installed: Installed
  readonly #s3: S3Server | undefined

  static async set(): Promise<Scene> {
    const installed = await Installed.make()
    const [server, s3] = await Promise.all([startPostgres(), startS3Server()])
    return new Scene(server, installed, s3)
  }

  static async withoutS3(): Promise<Scene> {
    const installed = await Installed.make()
    return new Scene(await startPostgres(), installed)
  }

  private constructor(server: PostgresServer, installed: Installed, s3?: S3Server) {
    this.server = server
    this.installed = installed
    this.#s3 = s3
  }

  get s3(): S3Server {
    if (this.#s3 === undefined) throw new Error('this scene was set without an S3 server')
    return this.#s3
  }

  /** How to reach the database and the S3 server, as a crontab or a workflow would give it. */
  environment(database: string, login?: Partial<Login>): Record<string, string> {
    const aws = this.#s3 && {
      AWS_ENDPOINT_URL_S3: this.#s3.endpoint,
      AWS_ACCESS_KEY_ID: this.#s3.accessKeyId,
      AWS_SECRET_ACCESS_KEY: this.#s3.secretAccessKey,
    }
    return { DATABASE_URL: this.server.url(database, login), ...aws }
  }

  folder(name: string): Shelf {
    return folderShelf(this.installed.path(name))
  }

  /** A new bucket. */
  async bucket(name: string): Promise<Shelf> {
    await this.s3.makeBucket(name)
    return bucketShelf(this.s3, name)
  }

  /** Backs \`app\` up, an hour ago, into stores that are to be as they are whatever comes. */
  async backUpBefore(...shelves: readonly Shelf[]): Promise<void> {
    const time = new Date(Date.now() - 3_600_000).toISOString()
    const args = ['backup', ...into(...shelves)]
    const { code, stderr } = await this.installed.startAt(time, args, this.environment('app')).ended
    expect([stderr, code]).toEqual([stderr, 0])
  }

  /** What messages call a database. */
  at(database: string, { user, host, port }: PostgresServer = this.server): string {
    return `database "${database}" as "${user}" at ${host}:${port}`
  }

  expectNoSecret({ stdout, stderr }: Pick<Ended, 'stdout' | 'stderr'>): void {
    const { password } = this.server
    const secrets = [password, encodeURIComponent(password), this.#s3?.secretAccessKey ?? password]
    for (const secret of secrets) expect(stdout + stderr).not.toContain(secret)
  }

  /** It failed as it should: this code, this one error last of all, nothing on stdout, no secret and no child left. */
  expectFailure(ended: Ended, code: number, error: string | RegExp): void {
    const lines = ended.stderr.trimEnd().split('\n')
    const errors = lines.filter((line) => line.startsWith('error: '))
    expect([ended.stderr, errors.length]).toEqual([ended.stderr, 1])
    if (typeof error === 'string') expect(lines.at(-1)).toBe(`error: ${error}`)
    else expect(lines.at(-1)).toMatch(error)
    expect(ended).toMatchObject({ code, signal: null, stdout: '', left: [] })
    this.expectNoSecret(ended)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.server.stop(), this.#s3?.stop(), this.installed[Symbol.asyncDispose]()])
  }
}

/** `--store` for each. */
export function into(...shelves: readonly Shelf[]): string[] {
  return shelves.flatMap(({ location }) => ['--store', location])
}
