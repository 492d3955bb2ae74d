import { parseConnectionUrl } from './connection-url.ts'
import { type LibpqVariable, libpqVariables } from './libpq.ts'
import type { OptionName } from './options.ts'
import type { Problems } from './problems.ts'
import {
  type Found,
  findGiven,
  findVariable,
  type Layer,
  type Sources,
  shownText,
  variableOf,
} from './sources.ts'

/** What is known of a connection, by libpq's variables, each part with who said it. */
export type Parts = Partial<Record<LibpqVariable, Found>>

const optionsOfParts = {
  PGHOST: 'database-host',
  PGPORT: 'database-port',
  PGDATABASE: 'database-name',
  PGUSER: 'database-user',
  PGPASSWORD: 'database-password',
  PGSSLMODE: 'sslmode',
  PGSSLROOTCERT: 'sslrootcert',
} as const satisfies Partial<Record<LibpqVariable, OptionName>>

const variablesOfParts = {
  PGHOST: 'DATABASE_HOST',
  PGPORT: 'DATABASE_PORT',
  PGDATABASE: 'DATABASE_NAME',
  PGUSER: 'DATABASE_USER',
  PGPASSWORD: 'DATABASE_PASSWORD',
} as const satisfies Partial<Record<LibpqVariable, string>>

/**
 * Puts a connection together: options, then DATABASE_* of the environment, then those of .env, then libpq's own
 * variables. The strongest URL counts alone, and two servers are never mixed: beneath it, only a password may still
 * come from DATABASE_*; what contradicts it from above or beside is refused, but for options above variables, which
 * are there to say otherwise. Undefined when the URL cannot be read, which is then noted.
 */
export function connectionParts(sources: Sources, problems: Problems): Parts | undefined {
  const options = optionParts(sources)
  const layers = sources.layers.map(layerParts)
  const libpq = libpqParts(sources)
  const urls = [
    findGiven(sources, 'database-url'),
    ...sources.layers.map((layer) => variableOf(layer, 'DATABASE_URL')),
  ]
  const at = urls.findIndex((url) => url !== undefined)
  if (urls[at] === undefined) return merged([options, ...layers, libpq])
  const url = urlParts(urls[at], problems)
  if (url === undefined) return undefined
  const above = layers.slice(0, Math.max(0, at - 1))
  const beneath = layers.slice(above.length).map(passwordOnly)
  for (const parts of at === 0 ? [options] : above) refuseContradiction(parts, url, problems)
  return merged([options, ...above, url, ...beneath, libpq])
}

function merged(strongestFirst: readonly Parts[]): Parts {
  return Object.assign({}, ...strongestFirst.toReversed())
}

function optionParts(sources: Sources): Parts {
  return partsOf(Object.entries(optionsOfParts), (option) => findGiven(sources, option))
}

function layerParts(layer: Layer): Parts {
  return partsOf(Object.entries(variablesOfParts), (variable) => variableOf(layer, variable))
}

function libpqParts(sources: Sources): Parts {
  const names = libpqVariables.map((variable) => [variable, variable] as const)
  return partsOf(names, (variable) => findVariable(sources, [variable]))
}

function partsOf<T>(names: readonly (readonly [string, T])[], look: (name: T) => Found | undefined): Parts {
  return Object.fromEntries(
    names.flatMap(([part, name]) => {
      const found = look(name)
      return found ? [[part, found]] : []
    }),
  )
}

function urlParts({ text, origin }: Found, problems: Problems): Parts | undefined {
  const from = origin.endsWith('database-url') ? '' : ` (from ${origin})`
  const parts = problems.noting(`cannot use database-url${from}`, () => parseConnectionUrl(text))
  return parts && partsOf(Object.entries(parts), (each) => ({ text: each, origin: `the URL in ${origin}` }))
}

function passwordOnly({ PGPASSWORD }: Parts): Parts {
  return PGPASSWORD ? { PGPASSWORD } : {}
}

function refuseContradiction(separate: Parts, url: Parts, problems: Problems): void {
  for (const part of Object.keys(optionsOfParts) as (keyof typeof optionsOfParts)[]) {
    const [one, other] = [separate[part], url[part]]
    if (!one || !other || one.text.trim() === other.text) continue
    const says = part === 'PGPASSWORD' ? bothOrigins : bothValues
    problems.add(`cannot use two values for ${optionsOfParts[part]}: ${says(one, other)}; give one of them`)
  }
}

function bothValues(one: Found, other: Found): string {
  return `${one.origin} says ${shownText(one.text)}, ${other.origin} says ${shownText(other.text)}`
}

function bothOrigins(one: Found, other: Found): string {
  return `${one.origin} and ${other.origin} differ`
}
