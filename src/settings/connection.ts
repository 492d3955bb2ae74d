import type { Connection, SslMode } from '../postgres/connection.ts'
import { connectionParts, type Parts } from './connection-parts.ts'
import type { Facts } from './facts.ts'
import { type LibpqVariable, travelling } from './libpq.ts'
import type { OptionName, ValueOf } from './options.ts'
import type { Problems } from './problems.ts'
import { findVariable, mergedVariables, parse, type Sources } from './sources.ts'

const socketFolder = '/var/run/postgresql'

/** How to reach the database, or undefined when that is not known, which is then noted. */
export function readConnection(sources: Sources, facts: Facts, problems: Problems): Connection | undefined {
  refuseUnsupported(sources, problems)
  const parts = connectionParts(sources, problems)
  if (parts === undefined) return undefined
  const database = databaseOf(parts)
  if (database === undefined) problems.add(noDatabase)
  const user = parts.PGUSER?.text.trim() ?? facts.user
  if (user === undefined)
    problems.add(
      'no role to connect as is given, and the system has no name for this user; set database-user',
    )
  const host = parsed('database-host', parts.PGHOST, problems)
  const port = parsed('database-port', parts.PGPORT, problems) ?? 5432
  const ssl = readSsl(parts, problems)
  if (database === undefined || user === undefined) return undefined
  const password = parsed('database-password', parts.PGPASSWORD, problems)
  return {
    host: host ?? defaultHost(port, facts),
    port,
    database,
    user,
    ...(password !== undefined && { password }),
    ssl,
    others: travellingParts(parts, problems),
    environment: childVariables(sources),
  }
}

/** The database's name alone, for what needs no connection. */
export function readDatabaseName(sources: Sources, problems: Problems): string | undefined {
  const parts = connectionParts(sources, problems)
  return parts && databaseOf(parts)
}

const noDatabase =
  'no database is given; set database-name (or DATABASE_NAME, or PGDATABASE), or database-url (or DATABASE_URL)'

function databaseOf({ PGDATABASE }: Parts): string | undefined {
  return PGDATABASE?.text.trim()
}

function parsed<N extends OptionName>(name: N, found: Parts[LibpqVariable], problems: Problems) {
  return (found && parse(name, found, problems)) as NonNullable<ValueOf<N>> | undefined
}

function defaultHost(port: number, facts: Facts): string {
  return facts.isSocket(`${socketFolder}/.s.PGSQL.${port}`) ? socketFolder : 'localhost'
}

function readSsl(parts: Parts, problems: Problems): Connection['ssl'] {
  const rootCertificate = parts.PGSSLROOTCERT?.text.trim()
  const system = rootCertificate === 'system'
  const mode: SslMode = parsed('sslmode', parts.PGSSLMODE, problems) ?? (system ? 'verify-full' : 'prefer')
  if (system && mode !== 'verify-full') {
    problems.add(
      `cannot use sslmode ${mode} with sslrootcert "system": libpq wants verify-full there; set sslmode to verify-full, or leave it out`,
    )
  }
  return {
    mode,
    ...(rootCertificate !== undefined && { rootCertificate }),
    ...(parts.PGSSLCERT && { certificate: parts.PGSSLCERT.text.trim() }),
    ...(parts.PGSSLKEY && { key: parts.PGSSLKEY.text.trim() }),
  }
}

function travellingParts(parts: Parts, problems: Problems): Record<string, string> {
  const timeout = parts.PGCONNECT_TIMEOUT
  if (timeout && !/^\d+$/.test(timeout.text.trim()))
    problems.add(`cannot use the connect timeout from ${timeout.origin}; use a whole number of seconds`)
  return Object.fromEntries(
    travelling.flatMap((variable) => {
      const found = parts[variable]
      return found ? [[variable, found.text]] : []
    }),
  )
}

// A service file would have to be read by every side in the same way, and pg does not read it; nor PGHOSTADDR.
function refuseUnsupported(sources: Sources, problems: Problems): void {
  const service = findVariable(sources, ['PGSERVICE'])
  if (service) {
    problems.add(
      `cannot use ${service.origin}: pgdrill reads no service files; unset it and give host, port, user and database themselves`,
    )
  }
  const address = findVariable(sources, ['PGHOSTADDR'])
  if (address) problems.add(`cannot use ${address.origin}; unset it and put the address into database-host`)
}

// Known by name, so that no secret of the job (AWS_*, INPUT_*, tokens) reaches a child process.
const childNames =
  /^(?:PATH|HOME|USER|LOGNAME|LANG|LANGUAGE|LC_\w+|TZ|TMPDIR|KRB5\w*|SSL_CERT_(?:FILE|DIR)|OPENSSL_CONF|OPENSSL_MODULES|LD_LIBRARY_PATH|DYLD_\w*LIBRARY_PATH|LOCPATH|PGSYSCONFDIR|PGLOCALEDIR)$/

function childVariables(sources: Sources): Record<string, string> {
  return Object.fromEntries(
    Object.entries(mergedVariables(sources)).filter(([name]) => childNames.test(name)),
  )
}
