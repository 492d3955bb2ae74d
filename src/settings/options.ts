import type { Kind } from './kinds.ts'
import type { Command, Option } from './option.ts'
import { backupOptions } from './options/backup.ts'
import { clientOptions } from './options/client.ts'
import { connectionOptions } from './options/connection.ts'
import { doctorOptions } from './options/doctor.ts'
import { encryptionOptions } from './options/encryption.ts'
import { generalOptions } from './options/general.ts'
import { restoreOptions } from './options/restore.ts'
import { retentionOptions } from './options/retention.ts'
import { storeOptions } from './options/store.ts'
import { verifyOptions } from './options/verify.ts'

/**
 * Every option there is, declared once: flags, inputs, `--help`, action.yml and the tables in docs/reference.md all
 * come from here (the last two by scripts/build-options.ts).
 */
export const options = {
  ...connectionOptions,
  ...storeOptions,
  ...backupOptions,
  ...clientOptions,
  ...restoreOptions,
  ...verifyOptions,
  ...encryptionOptions,
  ...retentionOptions,
  ...doctorOptions,
  ...generalOptions,
}

export type OptionName = keyof typeof options

/** What an option's text becomes; undefined when it was not given and has no default. */
export type ValueOf<N extends OptionName> =
  | Parsed<(typeof options)[N]>
  | ((typeof options)[N] extends { default: string } ? never : undefined)

type Parsed<O> = O extends { kind: Kind<infer T> } ? T : never

export const optionNames = Object.keys(options) as OptionName[]

export function optionCalled(name: OptionName): Option {
  return options[name]
}

export function isOptionName(text: string): text is OptionName {
  return Object.hasOwn(options, text)
}

/** The options a command takes, in the table's order. */
export function optionsOf(command: Command): OptionName[] {
  return optionNames.filter((name) => optionCalled(name).commands.includes(command))
}

/** The inputs of the action that is this command. */
export function inputsOf(command: Command): OptionName[] {
  return optionsOf(command).filter((name) => !optionCalled(name).commandLineOnly)
}
