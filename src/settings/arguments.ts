import { parseArgs } from 'node:util'
import { didYouMean } from './closest.ts'
import { orList } from './kinds.ts'
import { type Command, commands } from './option.ts'
import { isOptionName, type OptionName, optionCalled, optionNames, optionsOf } from './options.ts'
import type { Problems } from './problems.ts'

/** A command line, taken apart; nothing is judged yet but whether the options exist. */
export interface Arguments {
  /** Undefined when none was named, or one that does not exist, which is then noted. */
  command: Command | undefined
  help: boolean
  version: boolean
  given: Map<OptionName, string>
}

// parseArgs wants to know what takes a value; what it finds is judged here, where every problem can be noted.
const parseOptions = Object.fromEntries(
  optionNames.map((name) => [name, { type: isBare(name) ? ('boolean' as const) : ('string' as const) }]),
)
const shorts = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'V' } } as const

/** What people write who come from other programs. */
const saidElsewhere: Readonly<Record<string, string>> = {
  'dry-run': 'use --prune dry-run',
  verbose: 'progress and details are always logged, to stderr',
  quiet: 'logs go to stderr: send them to /dev/null',
}

export function parseArguments(argv: readonly string[], problems: Problems): Arguments {
  const { tokens } = parseArgs({
    args: [...argv],
    options: { ...parseOptions, ...shorts },
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const found: Arguments = { command: undefined, help: false, version: false, given: new Map() }
  const positionals: string[] = []
  const rest = tokens.values()
  for (const token of rest) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    const next = tokens[tokens.indexOf(token) + 1]
    const following = next?.kind === 'positional' ? next.value : undefined
    const takesFollowing = take(token, following, found, problems)
    if (takesFollowing) rest.next()
  }
  takeWords(positionals, found, problems)
  refuseOthersOptions(found, problems)
  return found
}

interface OptionToken {
  name: string
  rawName: string
  value?: string | undefined
  inlineValue?: boolean | undefined
}

/** Notes an option's value; whether the word that follows was it. */
function take(
  token: OptionToken,
  following: string | undefined,
  found: Arguments,
  problems: Problems,
): boolean {
  const { name, rawName, value } = token
  const denied = name.startsWith('no-') ? name.slice(3) : ''
  if (isOptionName(denied) && isBare(denied)) {
    if (value === undefined) put(found, denied, 'false')
    else problems.add(`cannot use ${rawName} with a value; leave the value out`)
    return false
  }
  if (!isOptionName(name)) {
    problems.add(`there is no option ${rawName}${hint(name)}`)
    // What follows is its value, as far as anybody can tell.
    return value === undefined && following !== undefined
  }
  return isBare(name) ? takeBare(name, token, following, found) : takeValue(name, token, found, problems)
}

function takeBare(
  name: OptionName,
  { value }: OptionToken,
  following: string | undefined,
  found: Arguments,
): boolean {
  const { kind } = optionCalled(name)
  const own = value === undefined && following !== undefined && accepts(name, following)
  put(found, name, own ? following : (value ?? kind.bare ?? ''))
  return own
}

function takeValue(name: OptionName, token: OptionToken, found: Arguments, problems: Problems): false {
  const { value, inlineValue, rawName } = token
  if (value === undefined) problems.add(`${rawName} needs a value`)
  else if (!inlineValue && value.startsWith('-'))
    problems.add(`${rawName} needs a value; write one that begins with a dash as ${rawName}=-...`)
  else put(found, name, value)
  return false
}

function put(found: Arguments, name: OptionName, text: string): void {
  const { kind } = optionCalled(name)
  const before = kind.repeatable ? found.given.get(name) : undefined
  // Of others the last one wins, so that a script's own options can be overruled at their end.
  found.given.set(name, before === undefined ? text : `${before}\n${text}`)
  if (name === 'help' || name === 'version') found[name] = accepts(name, text) && kind.parse(text) === true
}

function takeWords(words: readonly string[], found: Arguments, problems: Problems): void {
  const [first, ...others] = words
  const [word, ...more] = twoInOne(first === 'help' ? others : words)
  found.help ||= first === 'help'
  found.command = commands.find((command) => command === word)
  if (word !== undefined && found.command === undefined) {
    problems.add(`there is no command ${shown(word)}${didYouMean(word, commands)}; use ${orList(commands)}`)
  }
  const takesWhat = found.command !== undefined && optionsOf(found.command).includes('what')
  if (takesWhat && more[0] !== undefined) put(found, 'what', more.shift() as string)
  for (const each of more) problems.add(`cannot use the argument ${shown(each)}; options begin with "--"`)
}

/** The words, with the first two of them as one where that is a command: `keys check`. */
function twoInOne([first, second, ...others]: readonly string[]): string[] {
  const both = `${first} ${second}`
  if (commands.some((command) => command === both)) return [both, ...others]
  return [first, second, ...others].filter((word) => word !== undefined)
}

function refuseOthersOptions({ command, given }: Arguments, problems: Problems): void {
  if (command === undefined) return
  const own = optionsOf(command)
  for (const name of given.keys()) {
    if (own.includes(name)) continue
    const others = optionCalled(name).commands.map((each) => `pgdrill ${each}`)
    problems.add(`pgdrill ${command} has no option --${name}; it is one of ${others.join(' and ')}`)
  }
}

function hint(name: string): string {
  const cure = Object.hasOwn(saidElsewhere, name) ? saidElsewhere[name] : undefined
  return cure === undefined ? didYouMean(name, optionNames, '--') : `; ${cure}`
}

function isBare(name: OptionName): boolean {
  return optionCalled(name).kind.bare !== undefined
}

function accepts(name: OptionName, text: string): boolean {
  try {
    optionCalled(name).kind.parse(text)
    return true
  } catch {
    return false
  }
}

/** A word that is no plain one may be a secret in the wrong place, a URL for one. */
function shown(word: string): string {
  return /^[\w.-]{1,60}$/.test(word) ? `"${word}"` : '(not shown)'
}
