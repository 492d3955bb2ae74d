import { wrapped } from '../report/table.ts'
import { type Command, commands, type Group, groups } from './option.ts'
import { defaultText, flagText, variablesOf } from './option-text.ts'
import { type OptionName, optionCalled, optionsOf } from './options.ts'

const about: Readonly<Record<Command, { short: string; long: string; examples: string[] }>> = {
  backup: {
    short: 'back up a database into every store, then prune each of them',
    long: 'Backs up one PostgreSQL database into every store, and then removes old backups from each.',
    examples: [
      'DATABASE_URL=postgresql://app@db.example.com/app pgdrill backup --store s3://bucket/app',
      'pgdrill backup --database-name app --store /var/backups/app --store s3://bucket/app',
      'pgdrill backup --compression zstd --keep-days 7 --keep-monthly 12',
    ],
  },
  restore: {
    short: 'restore a backup into a database, all or nothing',
    long: 'Restores WHAT (latest when left out) into a database. Whatever fails, the target is as it was.',
    examples: [
      'pgdrill restore --store s3://bucket/app --name app --target-url postgresql://localhost/scratch',
      'pgdrill restore 2026-11-22 --store /var/backups/app --mode swap --confirm app',
      'pgdrill restore --undo --database-name app --confirm app',
      'pgdrill restore ./app.sql.gz --target-url postgresql://localhost/scratch',
    ],
  },
  verify: {
    short: 'prove that a backup restores',
    long: 'Restores WHAT (latest when left out) into a scratch database, dumps that, and compares.',
    examples: [
      'pgdrill verify --store s3://bucket/app --name app --target-url postgresql://localhost/postgres',
      'pgdrill verify --store /var/backups/app --name app --max-age 26h --min-rows "public.users>=1000"',
    ],
  },
  prune: {
    short: 'remove the backups that no rule keeps',
    long: 'Removes from each store the backups that no rule keeps. Nothing else is ever touched.',
    examples: [
      'pgdrill prune --store /var/backups/app --name app --prune dry-run',
      'pgdrill prune --store s3://bucket/app --name app --keep-days 0 --keep-last 10',
    ],
  },
  list: {
    short: 'show the backups in one or several stores, side by side',
    long: 'Shows the backups in each store, of every name, of one, or WHAT alone, and what is missing where.',
    examples: [
      'pgdrill list --store /var/backups/app',
      'pgdrill list --store s3://bucket/app --name app --limit 0 --json',
      'pgdrill list latest --store s3://bucket/app --name app --json',
    ],
  },
  doctor: {
    short: 'look whether a backup would work, before it has to',
    long: 'Tries what the backup with these options needs, and removes the probes that it writes.',
    examples: [
      'pgdrill doctor --store s3://bucket/app --database-url postgresql://backup@db.example.com/app',
      'pgdrill doctor --store /var/backups/app --database-name app --job-limit 90min --json',
    ],
  },
  'keys check': {
    short: 'prove that the keys put away still open the newest backup',
    long: 'Tries each key on the backup WHAT (latest when left out), at the cost of its first bytes.',
    examples: [
      'pgdrill keys check --store s3://bucket/app --name app --identity-file escrowed.txt',
      'pgdrill keys check --store /var/backups/app --name app --identity-file a.txt --json',
    ],
  },
  'setup-client': {
    short: "fetch PostgreSQL's client programs, where they are not installed",
    long: "Makes sure that PostgreSQL's client programs are on this machine, without root, and says where.",
    examples: [
      'pgdrill setup-client --client-version 18',
      'PATH="$(pgdrill setup-client):$PATH" psql --version',
    ],
  },
}

export const exitCodes: readonly (readonly [code: string, meaning: string])[] = [
  ['0', 'done'],
  ['1', 'failed; a difference was proved, a problem was found, or a key opens no backup'],
  ['2', 'the settings cannot be used; nothing was contacted'],
  ['3', 'inconclusive: the drill could not be tried'],
  ['129, 130, 143', 'stopped by SIGHUP, SIGINT or SIGTERM, after cleaning up'],
]

/** The help on one command, or on all of them. */
export function helpText(command?: Command): string {
  return command === undefined ? overview() : commandHelp(command)
}

function overview(): string {
  return [
    'Usage: pgdrill COMMAND [OPTION...]',
    '',
    'Backs up PostgreSQL, restores the backups, and looks after them.',
    '',
    'Commands:',
    ...commands.map((command) => `  ${command.padEnd(12)} ${about[command].short}`),
    `  ${'help'.padEnd(12)} show the options of a command: pgdrill help backup`,
    '',
    ...ending([]),
    '',
  ].join('\n')
}

function commandHelp(command: Command): string {
  const names = optionsOf(command)
  const sections = Object.entries(groups).flatMap(([group, title]) => section(group as Group, title, names))
  const { long, examples } = about[command]
  return [
    `Usage: pgdrill ${command}${optionsOf(command).includes('what') ? ' [WHAT]' : ''} [OPTION...]`,
    '',
    long,
    '',
    ...sections,
    ...ending(examples),
    '',
  ].join('\n')
}

function section(group: Group, title: string, names: readonly OptionName[]): string[] {
  const own = names.filter((name) => optionCalled(name).group === group)
  if (own.length === 0) return []
  return [`${title}:`, ...own.flatMap(entry), '']
}

function entry(name: OptionName): string[] {
  const { meaning, kind } = optionCalled(name)
  const usual = defaultText(name)
  const variables = variablesOf(name)
  const facts = [
    meaning,
    ...(kind.repeatable ? ['May be repeated.'] : []),
    ...(usual === undefined || usual === 'false' ? [] : [`Default: ${usual}.`]),
    ...(variables.length === 0 ? [] : [`Environment: ${variables.join(', ')}.`]),
  ]
  return [`  ${flagText(name)}`, ...wrapped(facts.join(' '), 72).map((line) => `      ${line}`)]
}

function ending(examples: readonly string[]): string[] {
  return [
    'An option wins over the environment, which wins over .env; an empty value counts as none.',
    "libpq's own variables (PGHOST, PGSSLMODE, PGPASSFILE ...) fill what is left open of a connection.",
    '',
    'Exit codes:',
    ...exitCodes.map(([code, meaning]) => `  ${code.padEnd(14)} ${meaning}`),
    ...(examples.length === 0 ? [] : ['', 'Examples:', ...examples.map((example) => `  ${example}`)]),
  ]
}
