import { parseArguments } from './arguments.ts'
import { readEnvFile } from './env-file.ts'
import { type Facts, factsOfThisMachine } from './facts.ts'
import { inputVariable } from './inputs.ts'
import { optionCalled, optionNames } from './options.ts'
import { Problems } from './problems.ts'
import type { Layer, Sources, Variables } from './sources.ts'

const secretOptions = optionNames.filter((name) => optionCalled(name).secret)

const secretVariables = [
  ...secretOptions.flatMap((name) => [inputVariable(name), ...(optionCalled(name).environment ?? [])]),
  'PGPASSWORD',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
]

/**
 * Everything in environment, arguments and .env that must not be shown, in each form it could be shown in, the longest
 * first. Asks nothing of the settings, so that errors about bad ones can be cleaned too; never throws.
 */
export function secretsIn(
  environment: Variables,
  argv: readonly string[],
  facts: Facts = factsOfThisMachine(),
): string[] {
  const layers = [{ variables: environment, where: '' }, ...envFile(argv, facts)]
  return allForms([...argumentTexts(argv), ...variableTexts(layers)])
}

export function secretsOf({ given, layers }: Pick<Sources, 'given' | 'layers'>): string[] {
  return allForms([...secretOptions.map((name) => given.get(name)), ...variableTexts(layers)])
}

function envFile(argv: readonly string[], facts: Facts): Layer[] {
  try {
    return [readEnvFile(parseArguments(argv, new Problems()).given.get('env-file'), facts)]
  } catch {
    return []
  }
}

function variableTexts(layers: readonly Layer[]) {
  return layers.flatMap(({ variables }) => secretVariables.map((name) => variables[name]))
}

/** Found by sight, since arguments that nothing could be made of are the ones that errors show. */
function argumentTexts(argv: readonly string[]) {
  const flags = secretOptions.map((name) => `--${name}`)
  return argv.flatMap((word, at) => {
    const [flag = '', value] = word.split(/=(.*)/s, 2)
    if (flags.includes(flag)) return [value ?? argv[at + 1]]
    return /:\/\/.*@/s.test(word) ? [word] : []
  })
}

function allForms(texts: readonly (string | undefined)[]): string[] {
  const secrets = texts.flatMap((text) => (text === undefined ? [] : secretParts(text)))
  const forms = new Set(secrets.flatMap(formsOf))
  return [...forms].filter((form) => form.trim() !== '').sort((a, b) => b.length - a.length)
}

/** The text itself; of a file of keys each key; a URL's password as well, and the URL only when it has one. */
function secretParts(text: string): string[] {
  if (text.includes('AGE-SECRET-KEY-')) return [text, ...(text.match(/AGE-SECRET-KEY-[A-Z0-9-]+/gi) ?? [])]
  const [, rest] = /^\s*[a-z][a-z\d+.-]*:\/\/(.*)$/is.exec(text) ?? []
  if (rest === undefined) return [text]
  const passwords = urlPasswords(rest)
  return passwords.length === 0 ? [] : [text, ...passwords]
}

/** Wherever a password may end: one with an unencoded "@" or "/" in it is a secret all the same. */
function urlPasswords(rest: string): string[] {
  const userInfos = [/^([^/?#]*)@/s, /^(.*)@/s, /^([^@]*)@/s].map((end) => end.exec(rest)?.[1] ?? '')
  const inUserInfo = userInfos.map((text) => /^[^:]*:(.*)$/s.exec(text)?.[1])
  const inQuery = [...rest.matchAll(/[?&](?:ssl)?password=([^&]*)/g)].map(([, text]) => text)
  return [...new Set([...inUserInfo, ...inQuery])].filter(
    (text) => text !== undefined && text !== '',
  ) as string[]
}

function formsOf(secret: string): string[] {
  const bare = secret.replace(/[\r\n]+$/, '')
  const plain = [secret, bare, bare.trim(), ...decoded(bare)]
  return plain.flatMap((text) => [
    text,
    encoded(text),
    strictlyEncoded(text),
    JSON.stringify(text).slice(1, -1),
  ])
}

function decoded(text: string): string[] {
  try {
    return [decodeURIComponent(text)]
  } catch {
    return []
  }
}

function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

/** As RFC 3986 would have it; encodeURIComponent leaves these five as they are. */
function strictlyEncoded(text: string): string {
  return encoded(text).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
}
