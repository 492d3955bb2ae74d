import { readFileSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { ConnectionOptions, SecureVersion } from 'node:tls'
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

function tlsOptions(connection: Connection): ConnectionOptions {
  const { ssl } = connection
  const root = rootCertificate(connection)
  const verifyName = ssl.mode === 'verify-full' || ssl.rootCertificate === 'system'
  // With a root certificate at hand, libpq verifies the chain in every mode; `prefer` and `allow` may then still fall
  // back to plain text.
  const verifyChain = verifyName || ssl.mode === 'verify-ca' || root !== undefined
  return {
    rejectUnauthorized: verifyChain,
    ...(root === undefined ? {} : { ca: root }),
    ...(verifyName ? {} : { checkServerIdentity: () => undefined }),
    ...clientCertificate(connection),
    ...bounds(connection),
  }
}

function rootCertificate(connection: Connection): Buffer | undefined {
  const { mode, rootCertificate: file } = connection.ssl
  if (file === 'system') return undefined
  if (file !== undefined) return read('sslrootcert', file)
  const usual = inHome(connection, 'root.crt')
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

function clientCertificate(connection: Connection): ConnectionOptions {
  const { certificate, key } = connection.ssl
  const certificateFile = certificate ?? inHome(connection, 'postgresql.crt')
  const keyFile = key ?? inHome(connection, 'postgresql.key')
  if (certificate === undefined && !(isFile(certificateFile) && isFile(keyFile))) return {}
  return { cert: read('sslcert', certificateFile), key: read('sslkey', keyFile) }
}

// libpq and Node name the protocol's versions alike: TLSv1.2, TLSv1.3.
function bounds({ others }: Connection): ConnectionOptions {
  const { PGSSLMINPROTOCOLVERSION: min, PGSSLMAXPROTOCOLVERSION: max, PGSSLCRL: crl } = others
  return {
    ...(min === undefined ? {} : { minVersion: min as SecureVersion }),
    ...(max === undefined ? {} : { maxVersion: max as SecureVersion }),
    ...(crl === undefined ? {} : { crl: read('sslcrl', crl) }),
  }
}

function inHome({ environment }: Connection, file: string): string {
  return join(environment.HOME ?? homedir(), '.postgresql', file)
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
