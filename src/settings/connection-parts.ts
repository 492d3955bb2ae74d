import { parseConnectionUrl } from './connection-url.ts'
import { type LibpqVariable, libpqVariables } from './libpq.ts'
import type { OptionName } from './options.ts'
import type { Problems } from './problems.ts'
import { type Found, findGiven, findVariable, type Layer, type Sources, variableOf } from './sources.ts'

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

type SeparatePart = keyof typeof variablesOfParts
const separateParts = Object.keys(variablesOfParts) as SeparatePart[]

/**
 * Puts a connection together: options, then DATABASE_* of the environment, then those of .env, then libpq's own
 * variables. Two servers are never mixed: beneath a URL, only a password may still come from DATABASE_*; and a URL
 * that contradicts something above it is refused, unless that is an option, which is there to say otherwise.
 */
export function connectionParts(sources: Sources, problems: Problems): Parts {
  const options = optionParts(sources)
  const optionUrl = urlParts(findGiven(sources, 'database-url'), problems)
  refuseContradiction(options, optionUrl, problems)
  const layers = sources.layers.map((layer) => layerParts(layer, problems))
  const [environment, file] = layers
  if (environment && file && !optionUrl) refuseContradiction(environment.separate, file.url, problems)
  const strongestFirst = [
    options,
    ...beneathUrls([{ separate: {}, url: optionUrl }, ...layers]),
    libpqParts(sources),
  ]
  return Object.assign({}, ...strongestFirst.toReversed())
}

interface LayerParts {
  separate: Parts
  url: Parts | undefined
}

function optionParts(sources: Sources): Parts {
  const entries = Object.entries(optionsOfParts).map(([part, option]) => [part, findGiven(sources, option)])
  return Object.fromEntries(entries.filter(([, found]) => found !== undefined))
}

function layerParts(layer: Layer, problems: Problems): LayerParts {
  const entries = separateParts.map((part) => [part, variableOf(layer, variablesOfParts[part])] as const)
  const url = urlParts(variableOf(layer, 'DATABASE_URL'), problems)
  return { separate: Object.fromEntries(entries.filter(([, found]) => found !== undefined)), url }
}

function libpqParts(sources: Sources): Parts {
  const entries = libpqVariables.map((variable) => [variable, findVariable(sources, [variable])] as const)
  return Object.fromEntries(entries.filter(([, found]) => found !== undefined))
}

function urlParts(found: Found | undefined, problems: Problems): Parts | undefined {
  if (found === undefined) return undefined
  const from = found.origin.endsWith('database-url') ? '' : ` (from ${found.origin})`
  const parts = problems.noting(`cannot use database-url${from}`, () => parseConnectionUrl(found.text)) ?? {}
  const entries = Object.entries(parts).map(([part, text]) => [
    part,
    { text, origin: `the URL in ${found.origin}` },
  ])
  return Object.fromEntries(entries)
}

/** Each layer's parts; beneath a URL only the password. */
function beneathUrls(layers: readonly LayerParts[]): Parts[] {
  const first = layers.findIndex(({ url }) => url !== undefined)
  return layers.map(({ separate, url }, at) => {
    if (first === -1 || at < first) return separate
    const { PGPASSWORD } = separate
    return { ...(PGPASSWORD && { PGPASSWORD }), ...(at === first && url) }
  })
}

function refuseContradiction(separate: Parts, url: Parts | undefined, problems: Problems): void {
  for (const part of separateParts) {
    const [one, other] = [separate[part], url?.[part]]
    if (!one || !other || one.text.trim() === other.text) continue
    const values = part === 'PGPASSWORD' ? ['', ''] : [` "${one.text.trim()}"`, ` "${other.text}"`]
    const what = optionsOfParts[part]
    problems.add(
      `cannot tell which ${what} is meant: ${one.origin} says${values[0]}, ${other.origin} says${values[1]}; give one of them`
        .replace(' says, ', ' and ')
        .replace(' says; ', ' differ; '),
    )
  }
}
