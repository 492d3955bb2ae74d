import { Unacceptable } from './kinds.ts'
import { foreignParameters, type LibpqVariable, unneededParameters, urlParameters } from './libpq.ts'

export type UrlParts = Partial<Record<LibpqVariable, string>>

const encode =
  'write @ as %40, : as %3A, / as %2F, ? as %3F, # as %23 and % as %25 in user, password and database'

/**
 * What a connection URL says, by libpq's variables. It has the form that libpq gives it
 * (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS), with one host.
 * No message shows any of the URL but its parameters' names: in a broken one, anything may be a piece of the password.
 *
 * @throws Unacceptable
 */
export function parseConnectionUrl(url: string): UrlParts {
  const rest = /^postgres(?:ql)?:\/\/(.*)$/s.exec(url.trim())?.[1]
  if (rest === undefined) throw new Unacceptable('it must begin with postgresql:// or postgres://')
  if (/\s/.test(rest)) throw new Unacceptable('it holds white space; write a space as %20')
  if (rest.includes('#')) throw new Unacceptable(`it holds "#"; ${encode}`)
  const [, beforeQuery = '', query = ''] = /^([^?]*)\??(.*)$/s.exec(rest) ?? []
  const [, authority = '', path] = /^([^/]*)(?:\/(.*))?$/s.exec(beforeQuery) ?? []
  // Without a path libpq takes what comes before an "@" for user and password, be there a "?" in it.
  const misread = path === undefined && query.includes('@')
  if (misread || path?.includes('@') || authority.split('@').length > 2)
    throw new Unacceptable(`it holds "@" where none can be; ${encode}`)
  if (path?.includes('/')) throw new Unacceptable(`it holds one "/" too many; ${encode}`)
  return given({ ...authorityParts(authority), PGDATABASE: decode(path), ...queryParts(query) })
}

/** Leaves out what is empty, as libpq does. */
function given(parts: Partial<Record<LibpqVariable, string | undefined>>): UrlParts {
  return Object.fromEntries(Object.entries(parts).filter(([, text]) => text !== undefined && text !== ''))
}

function authorityParts(authority: string) {
  const [hostAndPort = '', userInfo = ''] = authority.split('@').toReversed()
  // A colon in a password is no riddle: the first one ends the user's name.
  const [, user, password] = /^([^:]*)(?::(.*))?$/s.exec(userInfo) ?? []
  return { PGUSER: decode(user), PGPASSWORD: decode(password), ...hostParts(hostAndPort) }
}

function hostParts(text: string) {
  if (text.includes(',')) throw severalHosts()
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:[\]]*))(?::(\d*))?$/.exec(text) ?? []
  const host = bracketed ?? plain
  if (host === undefined) {
    throw new Unacceptable(
      `after the host comes something other than a port, or an IPv6 address is not in brackets; ${encode}`,
    )
  }
  return { PGHOST: decode(host), PGPORT: port }
}

function queryParts(query: string): UrlParts {
  const parts: UrlParts = {}
  for (const pair of query.split('&').filter((each) => each !== '')) {
    const [, name, value] = /^([^=]*)=(.*)$/s.exec(pair) ?? []
    if (name === undefined) throw new Unacceptable(`a parameter after "?" has no value; ${encode}`)
    Object.assign(parts, parameter(decode(name) ?? '', decode(value) ?? '', !query.includes('@')))
  }
  if (parts.PGHOST?.includes(',') || parts.PGPORT?.includes(',')) throw severalHosts()
  return parts
}

function parameter(name: string, value: string, mayShow: boolean): UrlParts {
  // libpq takes JDBC's spelling too, and only this value of it.
  if (name === 'ssl' && value === 'true') return { PGSSLMODE: 'require' }
  const variable = Object.hasOwn(urlParameters, name) ? urlParameters[name] : undefined
  if (variable !== undefined) return { [variable]: value }
  if (unneededParameters.has(name)) return {}
  // After an unencoded "?" in a password, what looks like a parameter's name is a piece of it, and an "@" follows.
  if (!mayShow) throw new Unacceptable(`what follows "?" is no parameter of libpq's; ${encode}`)
  const cure = Object.hasOwn(foreignParameters, name)
    ? foreignParameters[name]
    : "it is none of libpq's; remove it"
  throw new Unacceptable(`its parameter ${JSON.stringify(name.slice(0, 40))} cannot be used: ${cure}`)
}

function decode(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  try {
    const decoded = decodeURIComponent(text)
    if (!decoded.includes('\0')) return decoded
  } catch {
    // Said below.
  }
  throw new Unacceptable(
    `a "%" in it is not followed by two hexadecimal digits that make a character; ${encode}`,
  )
}

function severalHosts(): Unacceptable {
  return new Unacceptable('it names several hosts; name the one to dump from')
}
