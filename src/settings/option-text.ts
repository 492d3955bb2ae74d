import { type OptionName, optionCalled } from './options.ts'

/** What holds without the option: a value, or how one is found; undefined when it simply has no effect. */
export function defaultText(name: OptionName): string | undefined {
  const option = optionCalled(name)
  return option.otherwise ?? option.default
}

/** Every variable that plays a part. */
export function variablesOf(name: OptionName): string[] {
  const { environment = [], alsoReads = [] } = optionCalled(name)
  return [...environment, ...alsoReads]
}

/** As in a usage line: `--limit NUMBER`, `--[no-]globals`. */
export function flagText(name: OptionName): string {
  const { kind, default: usual } = optionCalled(name)
  if (kind.bare === undefined) return `--${name} ${kind.placeholder}`
  if (kind.placeholder !== 'true|false') return `--${name} ${kind.placeholder}`
  return usual === 'true' ? `--[no-]${name}` : `--${name}`
}
