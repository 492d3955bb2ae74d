import { parseArguments } from './arguments.ts'
import { type BackupSettings, readBackupSettings } from './backup.ts'
import { type CheckKeysSettings, readCheckKeysSettings } from './check-keys.ts'
import { type DoctorSettings, readDoctorSettings } from './doctor.ts'
import { readEnvFile } from './env-file.ts'
import { type Facts, factsOfThisMachine } from './facts.ts'
import { helpText } from './help.ts'
import { orList } from './kinds.ts'
import { type ListSettings, readListSettings } from './list.ts'
import { commands } from './option.ts'
import { Problems } from './problems.ts'
import { type PruneSettings, readPruneSettings } from './prune.ts'
import { type RestoreSettings, readRestoreSettings } from './restore.ts'
import { secretsOf } from './secrets.ts'
import { readSetupClientSettings, type SetupClientSettings } from './setup-client.ts'
import { mergedVariables, read, type Sources, type Variables } from './sources.ts'
import { readVerifySettings, type VerifySettings } from './verify.ts'

/** What a command line asks for. */
export type CommandLine =
  | (Run & { command: 'backup'; settings: BackupSettings })
  | (Run & { command: 'restore'; settings: RestoreSettings })
  | (Run & { command: 'verify'; settings: VerifySettings })
  | (Run & { command: 'prune'; settings: PruneSettings })
  | (Run & { command: 'list'; settings: ListSettings })
  | (Run & { command: 'doctor'; settings: DoctorSettings })
  | (Run & { command: 'keys check'; settings: CheckKeysSettings })
  | (Run & { command: 'setup-client'; settings: SetupClientSettings })
  | { command: 'help'; text: string }
  | { command: 'version' }

interface Run {
  json: boolean
  /** Everything that must not be shown, the longest first. */
  secrets: string[]
  /** The environment with .env beneath it: the AWS SDK reads variables itself. */
  environment: Record<string, string>
}

/** @throws SettingsError with everything that is wrong */
export function readCommandLine(
  argv: readonly string[],
  environment: Variables,
  facts: Facts = factsOfThisMachine(),
): CommandLine {
  const problems = new Problems()
  const { command, help, version, given } = parseArguments(argv, problems)
  if (version) return { command: 'version' }
  if (help) {
    problems.throwAny()
    return { command: 'help', text: helpText(command) }
  }
  if (command === undefined) {
    problems.addUnlessAny(`no command is given; use ${orList(commands)}, or pgdrill --help`)
    return problems.throwAny() as never
  }
  const file = problems.joining(() => readEnvFile(given.get('env-file'), facts))
  const layers = [{ variables: environment, where: '' }, file]
  const sources: Sources = { given, titleOf: (name) => `--${name}`, layers }
  const run: Run = {
    json: read(sources, 'json', problems),
    secrets: secretsOf(sources),
    environment: mergedVariables(sources),
  }
  switch (command) {
    case 'backup':
      return { ...run, command, settings: readBackupSettings(sources, facts, problems) }
    case 'restore':
      return { ...run, command, settings: readRestoreSettings(sources, facts, problems) }
    case 'verify':
      return { ...run, command, settings: readVerifySettings(sources, facts, problems) }
    case 'prune':
      return { ...run, command, settings: readPruneSettings(sources, facts, problems) }
    case 'list':
      return { ...run, command, settings: readListSettings(sources, facts, problems) }
    case 'doctor':
      return { ...run, command, settings: readDoctorSettings(sources, facts, problems) }
    case 'keys check':
      return { ...run, command, settings: readCheckKeysSettings(sources, facts, problems) }
    case 'setup-client':
      return { ...run, command, settings: readSetupClientSettings(sources, facts, problems) }
  }
}
