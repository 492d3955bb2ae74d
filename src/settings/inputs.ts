import { readBackupSettings } from './backup.ts'
import { readDoctorSettings } from './doctor.ts'
import { type Facts, factsOfThisMachine } from './facts.ts'
import { readListSettings } from './list.ts'
import { inputsOf, type OptionName } from './options.ts'
import { Problems } from './problems.ts'
import { readRestoreSettings } from './restore.ts'
import { secretsOf } from './secrets.ts'
import { readSetupClientSettings } from './setup-client.ts'
import { mergedVariables, type Sources, type Variables } from './sources.ts'
import { readVerifySettings } from './verify.ts'

export interface Inputs<Settings> {
  settings: Settings
  /** Everything that must not be shown, the longest first. */
  secrets: string[]
  /** Every variable that is set and not empty. */
  environment: Record<string, string>
}

/** The commands that are actions, too. */
const readers = {
  backup: readBackupSettings,
  restore: readRestoreSettings,
  verify: readVerifySettings,
  list: readListSettings,
  doctor: readDoctorSettings,
  'setup-client': readSetupClientSettings,
}
export type ActionCommand = keyof typeof readers

/** The settings of an action, from its inputs and the environment. @throws SettingsError with everything that is wrong */
export function readInputs<C extends ActionCommand>(
  command: C,
  environment: Variables,
  facts: Facts = factsOfThisMachine(),
): Inputs<ReturnType<(typeof readers)[C]>> {
  const sources: Sources = {
    given: inputsIn(environment, inputsOf(command)),
    titleOf: (name) => name,
    layers: [{ variables: environment, where: '' }],
  }
  return {
    settings: readers[command](sources, facts, new Problems()) as ReturnType<(typeof readers)[C]>,
    secrets: secretsOf(sources),
    environment: mergedVariables(sources),
  }
}

/** How the runner hands an input over; it keeps dashes, which no shell could export. */
export function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`
}

function inputsIn(environment: Variables, names: readonly OptionName[]): Map<OptionName, string> {
  return new Map(
    names.flatMap((name): [OptionName, string][] => {
      const text = environment[inputVariable(name)]
      return text === undefined ? [] : [[name, text]]
    }),
  )
}
