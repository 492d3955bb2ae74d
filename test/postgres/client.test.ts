import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { PgdrillError } from '../../src/errors.ts'
import { connect } from '../../src/postgres/client.ts'
import {
  type Connection,
  childEnvironment,
  describe as describeConnection,
  sslModes,
} from '../../src/postgres/connection.ts'
import { clientProgram } from '../servers/binaries.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { Authority, allow, turnTlsOn } from './certificates.ts'
import { connectionTo } from './reach.ts'

let server: PostgresServer
let plainServer: PostgresServer
let folder: string
let right: Authority
let wrong: Authority
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pgdrill-tls-'))
  ;[server, plainServer] = await Promise.all([startPostgres(), startPostgres()])
  right = await Authority.make(folder, 'right')
  wrong = await Authority.make(folder, 'wrong')
  await turnTlsOn(server, right)
  const roles = ['anyone', 'tls_only', 'plain_only', 'certified', 'md5', 'cleartext']
  for (const each of [server, plainServer]) {
    await each.query('postgres', `set password_encryption = 'scram-sha-256'`)
    for (const role of roles) {
      const encryption = role === 'md5' ? 'md5' : 'scram-sha-256'
      await each.query(
        'postgres',
        `set password_encryption = '${encryption}'; create role ${role} login password 'secret'`,
      )
    }
    await allow(each, [
      'host all anyone 127.0.0.1/32 scram-sha-256',
      'host all postgres 127.0.0.1/32 scram-sha-256',
      'hostssl all tls_only 127.0.0.1/32 scram-sha-256',
      'hostnossl all plain_only 127.0.0.1/32 scram-sha-256',
      'host all md5 127.0.0.1/32 md5',
      'host all cleartext 127.0.0.1/32 password',
      ...(each === server ? ['hostssl all certified 127.0.0.1/32 cert'] : []),
    ])
  }
})
afterAll(async () => {
  await Promise.all([server.stop(), plainServer.stop()])
  await rm(folder, { recursive: true })
})

/** A home folder for one test, with these files in ~/.postgresql, or in ~ itself for a name with a dot before it. */
async function home(files: Record<string, string> = {}): Promise<Record<string, string>> {
  const path = await mkdtemp(join(folder, 'home-'))
  await mkdir(join(path, '.postgresql'))
  for (const [name, text] of Object.entries(files)) {
    const file = join(path, name.startsWith('.') ? name : `.postgresql/${name}`)
    await writeFile(file, text)
    await chmod(file, 0o600)
  }
  return { PATH: process.env.PATH ?? '', HOME: path }
}

async function overTcp(over: Partial<Connection> = {}, to = server): Promise<Connection> {
  return connectionTo(to, 'postgres', {
    host: 'localhost',
    user: 'anyone',
    password: 'secret',
    environment: await home(),
    ...over,
  })
}

async function failure(connection: Connection): Promise<PgdrillError> {
  try {
    await using _ = await connect(connection)
  } catch (error) {
    expect(error).toBeInstanceOf(PgdrillError)
    return error as PgdrillError
  }
  throw new Error('it connected')
}

type Outcome = 'tls' | 'plain' | 'refused'

const usesTls = 'select ssl from pg_stat_ssl where pid = pg_backend_pid()'

async function ours(connection: Connection): Promise<Outcome> {
  try {
    await using client = await connect(connection)
    const [row] = await client.query<{ ssl: boolean }>(usesTls)
    return row?.ssl ? 'tls' : 'plain'
  } catch {
    return 'refused'
  }
}

async function psqls(connection: Connection): Promise<Outcome> {
  const psql = clientProgram('psql', server.binDir)
  try {
    const { stdout } = await promisify(execFile)(psql, ['-X', '-w', '-A', '-t', '-c', usesTls], {
      env: childEnvironment(connection),
    })
    return stdout === 't\n' ? 'tls' : 'plain'
  } catch {
    return 'refused'
  }
}

describe('every sslmode ends as it does for psql', () => {
  const roots = [
    'no root certificate',
    'the right one',
    'a wrong one',
    'the right one in ~',
    'a wrong one in ~',
  ]
  const cases = sslModes.flatMap((mode) => roots.map((root) => [mode, root] as const))

  async function withRoot(root: string): Promise<Partial<Connection> & { file?: string }> {
    const authority = root.includes('right') ? right : wrong
    if (root.startsWith('no')) return {}
    if (!root.endsWith('~')) return { file: authority.certificate }
    return { environment: await home({ 'root.crt': await readFile(authority.certificate, 'utf8') }) }
  }

  test.each(cases)('%s with %s', async (mode, root) => {
    const { file, ...over } = await withRoot(root)
    const ssl = { mode, ...(file === undefined ? {} : { rootCertificate: file }) }
    const connections = await Promise.all([
      ...['localhost', '127.0.0.1'].flatMap((host) =>
        ['anyone', 'tls_only', 'plain_only'].map((user) => overTcp({ host, user, ssl, ...over })),
      ),
      overTcp({ ssl, ...over }, plainServer),
    ])
    const outcomes = async (of: (connection: Connection) => Promise<Outcome>) =>
      await Promise.all(connections.map(async (each) => `${describeConnection(each)}: ${await of(each)}`))
    expect(await outcomes(ours)).toEqual(await outcomes(psqls))
  })

  test('a unix socket has no TLS, whatever the mode', async () => {
    for (const mode of sslModes) {
      const connection = connectionTo(server, 'postgres', { ssl: { mode }, environment: await home() })
      expect([mode, await ours(connection)]).toEqual([mode, await psqls(connection)])
    }
  })
})

describe('what the server asks for is found', () => {
  test.each(['anyone', 'md5', 'cleartext'])('the password of "%s" in the password file', async (user) => {
    const { password: _, ...connection } = await overTcp({
      user,
      environment: await home({
        '.pgpass': `# mine\nelsewhere:*:*:*:no\n*:${server.port}:*:${user}:secret\n`,
      }),
    })
    expect(await ours(connection)).toBe('tls')
    expect(await psqls(connection)).toBe('tls')
  })

  test('the password file that PGPASSFILE names', async () => {
    const file = join(folder, 'passwords')
    await writeFile(file, 'localhost:*:postgres:anyone:secret\n', { mode: 0o600 })
    const { password: _, ...connection } = await overTcp({ others: { PGPASSFILE: file } })
    expect(await ours(connection)).toBe('tls')
  })

  test('a password file that others may read is passed over, as libpq does', async () => {
    const file = join(folder, 'open-passwords')
    await writeFile(file, '*:*:*:*:secret\n')
    await chmod(file, 0o644)
    const { password: _, ...connection } = await overTcp({ others: { PGPASSFILE: file } })
    expect(await ours(connection)).toBe('refused')
    expect(await psqls(connection)).toBe('refused')
  })

  test("a client's certificate, given or in ~", async () => {
    const { certificate, key } = await right.sign('certified')
    const given = await overTcp({ user: 'certified', ssl: { mode: 'require', certificate, key } })
    expect(await ours(given)).toBe('tls')
    const files = {
      'postgresql.crt': await readFile(certificate, 'utf8'),
      'postgresql.key': await readFile(key, 'utf8'),
    }
    const usual = await overTcp({ user: 'certified', environment: await home(files) })
    expect(await ours(usual)).toBe('tls')
    expect(await psqls(usual)).toBe('tls')
  })

  test("the server's options from PGOPTIONS", async () => {
    const connection = await overTcp({ others: { PGOPTIONS: '-c work_mem=7MB' } })
    await using client = await connect(connection)
    expect(await client.query('show work_mem')).toEqual([{ work_mem: '7MB' }])
  })

  test('a lower bound of the TLS version', async () => {
    const ssl = { mode: 'require' as const }
    const others = { PGSSLMINPROTOCOLVERSION: 'TLSv1.3', PGSSLMAXPROTOCOLVERSION: 'TLSv1.3' }
    await using client = await connect(await overTcp({ ssl, others }))
    const version = await client.query('select version from pg_stat_ssl where pid = pg_backend_pid()')
    expect(version).toEqual([{ version: 'TLSv1.3' }])
  })
})

describe('a refused connection tells why, and the cure, and no password', () => {
  const cases: [string, () => Promise<Connection>, RegExp][] = [
    [
      'a wrong password',
      () => overTcp({ password: 'wr0ng' }),
      /^cannot connect to database "postgres" as "anyone" at localhost:\d+: password authentication failed for user "anyone"; check database-user and database-password/,
    ],
    ...['anyone', 'md5', 'cleartext'].map((user): [string, () => Promise<Connection>, RegExp] => [
      `no password for "${user}"`,
      async () => {
        const { password: _, ...connection } = await overTcp({ user })
        return connection
      },
      /: the server asks for a password, and none is set; set database-password/,
    ]),
    [
      'an unknown database',
      () => overTcp({ database: 'nowhere' }),
      /database "nowhere" does not exist; check database-name/,
    ],
    [
      'a role that pg_hba.conf does not let in',
      () => overTcp({ user: 'stranger' }),
      /no pg_hba.conf entry for host "127.0.0.1", user "stranger".*; check database-user, sslmode and the server's pg_hba.conf/,
    ],
    [
      'nobody at the port',
      () => overTcp({ port: 1 }),
      /: .*ECONNREFUSED.*; check database-host and database-port/,
    ],
    [
      'an unknown host',
      () => overTcp({ host: 'no-such-host.invalid' }),
      /no-such-host.invalid; check database-host/,
    ],
    [
      'no socket',
      async () => connectionTo(server, 'postgres', { host: '/nowhere' }),
      /at \/nowhere \(port \d+\): .*ENOENT.*; there is no socket there/,
    ],
    [
      'a server without TLS',
      () => overTcp({ ssl: { mode: 'require' } }, plainServer),
      /does not support SSL connections; the server has no TLS: set sslmode/,
    ],
    [
      "a certificate of somebody else's",
      () => overTcp({ ssl: { mode: 'verify-ca', rootCertificate: wrong.certificate } }),
      /certificate.*; check sslrootcert/,
    ],
    [
      'a certificate for another name',
      () => overTcp({ host: '127.0.0.1', ssl: { mode: 'verify-full', rootCertificate: right.certificate } }),
      /IP: 127.0.0.1 is not in the cert's list.*; check sslrootcert and that the host name/,
    ],
    [
      'nothing to verify a certificate with',
      () => overTcp({ ssl: { mode: 'verify-full' } }),
      /^cannot verify the server's certificate: sslmode is verify-full, and there is no .*root.crt; set sslrootcert/,
    ],
    [
      'a root certificate that is not there',
      () => overTcp({ ssl: { mode: 'require', rootCertificate: '/nowhere.crt' } }),
      /^cannot read sslrootcert \/nowhere.crt: .*ENOENT/,
    ],
  ]
  test.each(cases)('%s', async (_, connection, message) => {
    const error = await failure(await connection())
    expect(error.message).toMatch(message)
    expect(error.message).not.toMatch(/wr0ng|secret/)
  })

  test('a server that never answers, after the connect timeout', async () => {
    await using silent = await SilentServer.start()
    const connection = await overTcp({ port: silent.port, others: { PGCONNECT_TIMEOUT: '1' } })
    const started = performance.now()
    expect((await failure(connection)).message).toMatch(
      /: .*timeout.*; check database-host, database-port and the fire/,
    )
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  test('too many connections', async () => {
    await using small = await startPostgres({
      settings: { max_connections: '2', superuser_reserved_connections: '0' },
    })
    await using _one = await connect(connectionTo(small, 'postgres'))
    await using _two = await connect(connectionTo(small, 'postgres'))
    expect((await failure(connectionTo(small, 'postgres'))).message).toMatch(
      /too many clients already; the server has no connection left/,
    )
  })
})

describe('a session', () => {
  test("tells what went wrong with a question, and keeps the server's own error", async () => {
    await using client = await connect(await overTcp())
    const error = await client.query('select nonsense').catch((error) => error)
    expect(error).toBeInstanceOf(PgdrillError)
    expect(error.message).toMatch(
      /^cannot query database "postgres" as "anyone" .*: column "nonsense" does not exist$/,
    )
    expect(error.cause.code).toBe('42703')
  })

  test('reads the catalog itself, whatever stands before it in the role’s search path', async () => {
    await server.query(
      'postgres',
      `create schema shadow; grant usage on schema shadow to anyone;
       create table shadow.pg_database (datname name); grant select on shadow.pg_database to anyone;
       alter role anyone set search_path = shadow, pg_catalog`,
    )
    await using client = await connect(await overTcp())
    const found = await client.query("select datname from pg_database where datname = 'postgres'")
    await server.query('postgres', 'alter role anyone reset search_path; drop schema shadow cascade')
    expect(found).toHaveLength(1)
  })

  test('that the server has ended says so at the next question', async () => {
    await using client = await connect(await overTcp())
    await server.query(
      'postgres',
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'anyone'`,
    )
    await sleep(100)
    await expect(client.query('select 1')).rejects.toThrow(/^cannot query database/)
  })

  test('ends with its block, and the process may end', async () => {
    const running = `select count(*)::int as n from pg_stat_activity where usename = 'anyone'`
    {
      await using _ = await connect(await overTcp())
      expect(await server.query('postgres', running)).toEqual([{ n: 1 }])
    }
    await sleep(50)
    expect(await server.query('postgres', running)).toEqual([{ n: 0 }])
  })

  test('ends at once when the signal aborts, in a question and while connecting; the reason is thrown', async () => {
    const controller = new AbortController()
    const client = await connect(await overTcp(), controller.signal)
    const question = client.query('select pg_sleep(60)').catch((error) => error)
    await using silent = await SilentServer.start()
    const connecting = connect(await overTcp({ port: silent.port }), controller.signal).catch(
      (error) => error,
    )
    await sleep(100)
    controller.abort(new Error('stopped by the test'))
    expect((await question).message).toBe('stopped by the test')
    expect((await connecting).message).toBe('stopped by the test')
    await client[Symbol.asyncDispose]()
    await expect(connect(await overTcp(), controller.signal)).rejects.toThrow('stopped by the test')
  })
})

/** Takes connections and says nothing. */
class SilentServer implements AsyncDisposable {
  readonly #server: Server
  readonly #sockets: Socket[] = []

  private constructor() {
    this.#server = createServer((socket) => this.#sockets.push(socket.on('error', () => undefined)))
  }

  static async start(): Promise<SilentServer> {
    const silent = new SilentServer()
    silent.#server.listen(0, '127.0.0.1')
    await once(silent.#server, 'listening')
    return silent
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
    await once(this.#server, 'close')
  }
}
