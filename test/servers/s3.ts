import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'

const here = import.meta.dirname
const requirements = join(here, 's3-requirements.txt')

/** An S3 server of its own: real HTTP on 127.0.0.1, empty at the start, gone with the test's process. */
export interface S3Server extends AsyncDisposable {
  readonly endpoint: string
  /** Of a user who may do everything in S3. */
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly pid: number
  /** With `lock`, objects in the bucket may be locked. */
  makeBucket(name: string, options?: { region?: string; lock?: boolean }): Promise<void>
  /** A user with these permissions only; they bind when the server was started with `auth`. */
  makeUser(statements: readonly Statement[]): Promise<{ accessKeyId: string; secretAccessKey: string }>
  /** Puts many objects of one byte at once, without a request for each. */
  fill(bucket: string, keys: readonly string[]): Promise<void>
  /** The keys of every object in the bucket, sorted, as the server knows them. */
  keys(bucket: string): Promise<string[]>
  /** The multipart uploads begun and neither completed nor aborted. */
  openUploads(bucket: string): Promise<{ key: string; id: string }[]>
  /** Begins a multipart upload that nobody completes; with an age, it began that long ago. Returns its id. */
  beginUpload(bucket: string, key: string, ageSeconds?: number): Promise<string>
  /** What the server keeps beside an object's bytes. */
  facts(bucket: string, key: string): Promise<ObjectFacts>
  /** Ends the server at once, as a crash would; `stop` is safe to call later. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** One statement of an IAM policy. */
export interface Statement {
  Effect: 'Allow' | 'Deny'
  Action: string | readonly string[]
  Resource: string | readonly string[]
}

export interface ObjectFacts {
  bytes: number
  storageClass: string
  encryption: string | null
  kmsKeyId: string | null
  lockMode: string | null
  lockUntil: string | null
}

/** Starts moto's server; with `auth` it checks signatures and permissions on every request. */
export async function startS3Server({ auth = false }: { auth?: boolean } = {}): Promise<S3Server> {
  const child = spawn(await pythonOfS3Server(), [join(here, 's3-server.py')], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const ask = asker(child)
  const { port } = await ask<{ port: number }>()
  const makeUser = (statements: readonly Statement[]) =>
    ask<{ accessKeyId: string; secretAccessKey: string }>('make_user', { statements })
  const owner = await makeUser([{ Effect: 'Allow', Action: 's3:*', Resource: '*' }])
  if (auth) await ask('use_signatures', { on: true })
  const end = (signal: NodeJS.Signals) => ended(child, signal)
  return {
    endpoint: `http://127.0.0.1:${port}`,
    ...owner,
    pid: child.pid as number,
    makeUser,
    makeBucket: (name, options) => ask('make_bucket', { name, ...options }),
    fill: (bucket, keys) => ask('fill', { bucket, keys }),
    keys: (bucket) => ask('keys', { bucket }),
    openUploads: (bucket) => ask('open_uploads', { bucket }),
    beginUpload: (bucket, key, ageSeconds = 0) =>
      ask('begin_upload', { bucket, key, age_seconds: ageSeconds }),
    facts: (bucket, key) => ask('facts', { bucket, key }),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    [Symbol.asyncDispose]: () => end('SIGTERM'),
  }
}

/** Puts questions to the server's stdin and takes the answers from its stdout, in order. */
function asker(child: ChildProcess & { stdin: NodeJS.WritableStream; stdout: NodeJS.ReadableStream }) {
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  let stderr = ''
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    stderr = (stderr + text).slice(-4000)
  })
  let last: Promise<unknown> = Promise.resolve()
  const turn = async <T>(call?: string, args: object = {}): Promise<T> => {
    if (call !== undefined) child.stdin.write(`${JSON.stringify({ call, ...args })}\n`)
    const { value, done } = await answers.next()
    if (done) throw new Error(`the S3 server for tests has ended: ${stderr}`)
    const answer = JSON.parse(value)
    if (answer.error) throw new Error(`the S3 server for tests answered ${answer.error}`)
    return answer.ok
  }
  return <T>(call?: string, args?: object): Promise<T> => {
    const mine = last.catch(() => {}).then(() => turn<T>(call, args))
    last = mine
    return mine
  }
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill(signal)
  })
}

/** The Python with moto, made on first use; renewed when the requirements change. */
export async function pythonOfS3Server(): Promise<string> {
  const digest = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12)
  const folder = resolve(here, '../../.tools/moto', digest)
  if (!existsSync(folder)) await install(folder)
  return join(folder, 'bin', 'python')
}

async function install(folder: string): Promise<void> {
  try {
    await promisify(execFile)('python3', [
      join(here, '../../scripts/lib/python-env.py'),
      folder,
      requirements,
    ])
  } catch (error) {
    const why = (error as { stderr?: string }).stderr || String(error)
    throw new Error(
      `cannot make the S3 server for tests; install python3 and python3-venv (3.10 or newer): ${why}`,
    )
  }
}
