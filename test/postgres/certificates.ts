import { execFile } from 'node:child_process'
import { chmod, chown, copyFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { PostgresServer } from '../servers/postgres.ts'

const run = promisify(execFile)

/** A certificate authority of the test's own, in a folder. */
export class Authority {
  readonly folder: string
  readonly name: string

  private constructor(folder: string, name: string) {
    this.folder = folder
    this.name = name
  }

  static async make(folder: string, name: string): Promise<Authority> {
    const authority = new Authority(folder, name)
    const subject = ['-subj', `/CN=${name}`]
    await openssl('req', '-x509', ...newKey, ...subject, '-days', '2', ...authority.#files(name))
    return authority
  }

  get certificate(): string {
    return join(this.folder, `${this.name}.crt`)
  }

  /** Signs a certificate for `name`; `subjectAltName` as openssl writes it: `DNS:localhost`. */
  async sign(name: string, subjectAltName?: string): Promise<{ certificate: string; key: string }> {
    const extension = subjectAltName === undefined ? [] : ['-addext', `subjectAltName=${subjectAltName}`]
    const signed = ['-CA', this.certificate, '-CAkey', join(this.folder, `${this.name}.key`)]
    await openssl(
      'req',
      '-x509',
      ...newKey,
      ...['-subj', `/CN=${name}`, '-days', '2'],
      ...['-addext', 'basicConstraints=critical,CA:FALSE'],
      ...extension,
      ...signed,
      ...this.#files(name),
    )
    return { certificate: join(this.folder, `${name}.crt`), key: join(this.folder, `${name}.key`) }
  }

  #files(name: string): string[] {
    return ['-keyout', join(this.folder, `${name}.key`), '-out', join(this.folder, `${name}.crt`)]
  }
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

async function openssl(...args: string[]): Promise<void> {
  await run('openssl', args)
}

/** Gives the server a certificate of the authority's for localhost, and turns TLS on. */
export async function turnTlsOn(server: PostgresServer, authority: Authority): Promise<void> {
  const { certificate, key } = await authority.sign('localhost', 'DNS:localhost')
  const { uid, gid } = await stat(server.dataDir)
  const files = [
    [certificate, 'server.crt'],
    [key, 'server.key'],
    [authority.certificate, 'root.crt'],
  ] as const
  for (const [from, name] of files) {
    const to = join(server.dataDir, name)
    await copyFile(from, to)
    await chmod(to, 0o600)
    if (process.getuid?.() === 0) await chown(to, uid, gid)
  }
  await server.query('postgres', "alter system set ssl_ca_file = 'root.crt'")
  await server.query('postgres', 'alter system set ssl = on')
  await reload(server)
}

/** Replaces pg_hba.conf; the unix socket stays open to all. */
export async function allow(server: PostgresServer, lines: readonly string[]): Promise<void> {
  await writeFile(join(server.dataDir, 'pg_hba.conf'), `local all all trust\n${lines.join('\n')}\n`)
  await reload(server)
}

// The postmaster reads its files a moment after the signal; a new session tells when it has.
async function reload(server: PostgresServer): Promise<void> {
  const loaded = () => server.query<{ at: string }>('postgres', 'select pg_conf_load_time()::text as at')
  const [before] = await loaded()
  await server.query('postgres', 'select pg_reload_conf()')
  for (;;) {
    const [now] = await loaded()
    if (now?.at !== before?.at) return
  }
}
