import { readFileSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { ConnectionOptions } from 'node:tls'
import { messageOf, PgdrillError } from '../errors.ts'
import { type Connection, isSocket } from './connection.ts'

/** One way to try the connection: without TLS, or with these options. */
export type Attempt = false | ConnectionOptions

/**
 * What libpq would try for a connection's sslmode, in its order (documentation: "SSL Mode Descriptions").
 * The pg client has no `prefer` or `allow`, and takes `require` to mean verify-full.
 */
export function tlsAttempts(connection: Connection): readonly Attempt[] {
  if (isSocket(connection)) return [false]
  switch (connection.ssl.mode) {
    case 'disable':
      return [false]
    case 'allow':
      return [false, tlsOptions(connection)]
    case 'prefer':
      return [tlsOptions(connection), false]
    default:
      return [tlsOptions(connection)]
  }
}

function tlsOptions({ ssl, host }: Connection): ConnectionOptions {
  const root = rootCertificate(ssl)
  const verifyName = ssl.mode === 'verify-full' || ssl.rootCertificate === 'system'
  // With a root certificate at hand, libpq's `require` verifies the chain as verify-ca does.
  const verifyChain = verifyName || ssl.mode === 'verify-ca' || (ssl.mode === 'require' && root !== undefined)
  return {
    rejectUnauthorized: verifyChain,
    ...(root === undefined ? {} : { ca: root }),
    ...(verifyName ? { servername: host } : { checkServerIdentity: () => undefined }),
    ...clientCertificate(ssl),
  }
}

function rootCertificate({ mode, rootCertificate: file }: Connection['ssl']): Buffer | undefined {
  if (file === 'system') return undefined
  if (file !== undefined) return read('sslrootcert', file)
  const usual = inHome('root.crt')
  if (isFile(usual)) return read('sslrootcert', usual)
  if (mode === 'verify-ca' || mode === 'verify-full') {
    throw new PgdrillError(
      `cannot verify the server's certificate: sslmode is ${mode}, and there is no ${usual}`,
      {
        cure: 'set sslrootcert to the file of your certificate authority, or to "system" for the public ones',
      },
    )
  }
  return undefined
}

function clientCertificate({ certificate, key }: Connection['ssl']): ConnectionOptions {
  const certificateFile = certificate ?? inHome('postgresql.crt')
  const keyFile = key ?? inHome('postgresql.key')
  if (certificate === undefined && !(isFile(certificateFile) && isFile(keyFile))) return {}
  return { cert: read('sslcert', certificateFile), key: read('sslkey', keyFile) }
}

function inHome(file: string): string {
  return join(homedir(), '.postgresql', file)
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

function read(option: string, path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new PgdrillError(`cannot read ${option} ${path}: ${messageOf(error)}`, { cause: error })
  }
}
