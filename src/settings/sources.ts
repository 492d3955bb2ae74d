import { type OptionName, optionCalled, options, type ValueOf } from './options.ts'
import type { Problems } from './problems.ts'

export type Variables = Readonly<Record<string, string | undefined>>

/** Where settings come from, the strongest first; the table's defaults are the weakest. */
export interface Sources {
  /** Flags, or an action's inputs. */
  given: ReadonlyMap<OptionName, string>
  /** How `given` is called in messages: `--name`, or `name`. */
  titleOf(name: OptionName): string
  /** Variables: the environment, then those of .env. */
  layers: readonly Layer[]
}

export interface Layer {
  variables: Variables
  /** Added to a variable's name in messages: ` in .env`, or nothing. */
  where: string
}

/** A text that somebody gave, and what to call it in a message. */
export interface Found {
  text: string
  origin: string
}

/** What is given for an option, by whichever source is the strongest. An empty text is "not given". */
export function find(sources: Sources, name: OptionName): Found | undefined {
  return findGiven(sources, name) ?? findVariable(sources, optionCalled(name).environment ?? [])
}

/** By a flag or an input alone. */
export function findGiven({ given, titleOf }: Sources, name: OptionName): Found | undefined {
  const text = given.get(name)
  return isGiven(text) ? { text, origin: titleOf(name) } : undefined
}

/** The first of these variables, in the environment before .env. */
export function findVariable({ layers }: Sources, variables: readonly string[]): Found | undefined {
  for (const layer of layers) {
    for (const variable of variables) {
      const found = variableOf(layer, variable)
      if (found) return found
    }
  }
  return undefined
}

export function variableOf({ variables, where }: Layer, variable: string): Found | undefined {
  const text = variables[variable]
  return isGiven(text) ? { text, origin: `${variable}${where}` } : undefined
}

/** All variables that are set, each as its strongest layer has it. */
export function mergedVariables({ layers }: Pick<Sources, 'layers'>): Record<string, string> {
  const merged: Record<string, string> = {}
  for (const { variables } of layers.toReversed()) {
    for (const [name, text] of Object.entries(variables)) if (isGiven(text)) merged[name] = text
  }
  return merged
}

/** An option's value. A bad one is noted as a problem, and the default stands in for it. */
export function read<N extends OptionName>(sources: Sources, name: N, problems: Problems): ValueOf<N> {
  const found = find(sources, name)
  const value = found && parse(name, found, problems)
  return (value ?? defaultOf(name)) as ValueOf<N>
}

/** A text's value as that of an option, or undefined when it is none, which is then noted. */
export function parse<N extends OptionName>(
  name: N,
  { text, origin }: Found,
  problems: Problems,
): NonNullable<ValueOf<N>> | undefined {
  const { kind } = optionCalled(name)
  const shown = kind.unshown ? '' : ` ${shownText(text)}`
  const from = origin.replace(/^--/, '') === name ? '' : ` (from ${origin})`
  return problems.noting(
    `cannot use ${name}${shown}${from}`,
    () => kind.parse(text) as NonNullable<ValueOf<N>>,
  )
}

/** A text in quotes, for a message: no more of it than helps, and nothing that a misplaced URL says before its host. */
export function shownText(text: string): string {
  const clean = text.trim().replace(/([a-z\d+.-]+:\/\/).*@/gis, '$1***@')
  return JSON.stringify(clean.length > 200 ? `${clean.slice(0, 200)}...` : clean)
}

function defaultOf(name: OptionName): unknown {
  const option = optionCalled(name)
  return option.default === undefined ? undefined : options[name].kind.parse(option.default)
}

function isGiven(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== ''
}
