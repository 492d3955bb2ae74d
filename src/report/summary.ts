import type { BackupResult } from '../backup.ts'
import { dumpKeyOf, type Manifest } from '../catalog/manifest.ts'
import { parseKey } from '../catalog/names.ts'
import type { TableContent } from '../fingerprint/fingerprint.ts'
import type { PruneResult } from '../prune.ts'
import { counted, formatBytes, formatCount, formatDuration } from './human.ts'
import { code, details, escaped, table } from './markdown.ts'
import { shellWord } from './shell-word.ts'

/**
 * The job summary of a backup, in GitHub's Markdown: what was saved first, details behind it. `s3Endpoint` is where the first
 * store's bucket is when that is not Amazon's.
 */
export function backupSummary(result: BackupResult, s3Endpoint?: string): string {
  return [
    heading(result),
    facts(result),
    problems(result),
    largestTables(result.largestTables),
    ...result.pruned.map(pruned),
    restore(result, s3Endpoint),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function heading({ manifest, dropped, pruneFailures }: BackupResult): string {
  const mark = dropped.length + pruneFailures.length > 0 ? '⚠️' : '✅'
  return `### ${mark} ${escaped(manifest.source.database)} is backed up`
}

function facts({ manifest, locations, storedBytes, durationMs }: BackupResult): string {
  const { source, dump, compression, tables, rows, plain } = manifest
  const dumped = manifest.finishedAt.getTime() - manifest.takenAt.getTime()
  const read = plain?.bytes ?? storedBytes
  return table(
    ['', ''],
    [
      ['Backup', code(manifest.backup)],
      [
        'From',
        `${escaped(source.database)}, PostgreSQL ${escaped(source.serverVersion)}, ${formatBytes(source.sizeBytes)}`,
      ],
      ['To', locations.map(code).join('<br>')],
      ['Contents', contents(tables, rows)],
      ['Stored', `${formatBytes(storedBytes)} (${dump.format}, ${compression.kind})`],
      ['Time', `${formatDuration(durationMs)}, ${formatBytes((read / Math.max(1, dumped)) * 1000)}/s`],
    ],
  )
}

function contents(tables: number | null, rows: number | null): string {
  if (tables === null) return 'not counted: an archive is not read on its way'
  return `${counted(tables, 'table')}, ${rows === null ? 'rows not counted' : counted(rows, 'row')}`
}

function problems({ dropped, pruneFailures }: BackupResult): string {
  return [
    ...dropped.map(
      ({ location, error }) => `- ❌ ${code(location)} does not hold it: ${escaped(error.message)}`,
    ),
    ...pruneFailures.map(
      ({ location, error }) => `- ❌ ${code(location)} was not pruned: ${escaped(error.message)}`,
    ),
  ].join('\n')
}

function largestTables(tables: readonly TableContent[]): string {
  if (tables.length === 0) return ''
  const rows = tables.map(({ schema, name, rows, bytes }) => [
    code(schema === null ? name : `${schema}.${name}`),
    rows === null ? 'not counted' : formatCount(rows),
    formatBytes(bytes),
  ])
  return details('Biggest tables', table(['Table', 'Rows', 'In the dump'], rows))
}

function pruned({ location, mode, remove, keep, freedBytes }: PruneResult): string {
  if (remove.length === 0)
    return `Nothing to prune in ${code(location)}: ${counted(keep.length, 'backup')} kept`
  const verb = mode === 'delete' ? 'Pruned' : 'Would prune (dry run)'
  const title = `${verb} ${counted(remove.length, 'backup')}, ${formatBytes(freedBytes)}, of ${code(location)}; ${counted(keep.length, 'backup')} kept`
  const rows = remove.slice(0, 100).map(({ backup, because }) => [code(backup), escaped(because)])
  return `${title}\n\n${details('What went, and why', table(['Backup', 'Because'], rows))}`
}

function restore({ manifest, locations }: BackupResult, s3Endpoint: string | undefined): string {
  const [location = '.'] = locations
  const isBucket = location.startsWith('s3://')
  const steps = inLoadOrder(manifest)
  const aws = s3Endpoint === undefined ? 'aws' : `aws --endpoint-url ${shellWord(s3Endpoint)}`
  const fetched = isBucket
    ? new Set(steps.map(([key]) => `${aws} s3 cp ${shellWord(`${location}/${key}`)} .`))
    : []
  const lines = [
    ...fetched,
    ...steps.map(([key, load]) => load(shellWord(isBucket ? key : `${location}/${key}`))),
  ]
  return `To restore it by hand into an empty database:\n\n\`\`\`sh\n${lines.join('\n')}\n\`\`\``
}

/** The roles that the dump names, then the dump, then the database's own settings; each key with the command for a path. */
function inLoadOrder(manifest: Manifest): [key: string, load: (path: string) => string][] {
  const globals = manifest.objects.map(({ key }) => key).filter((key) => parseKey(key)?.part === 'globals')
  const load = (more: string) => (path: string) => `gunzip -c ${path} | ${psql}${more} -d postgres`
  return [
    ...globals.map((key): [string, (path: string) => string] => [key, load('')]),
    [dumpKeyOf(manifest), (path) => loadCommand(manifest, path)],
    ...globals.map((key): [string, (path: string) => string] => [key, load(' -v database=NEW_DATABASE')]),
  ]
}

const psql = 'psql -X -q -v ON_ERROR_STOP=1'

function loadCommand({ dump, compression }: Manifest, path: string): string {
  const load = `${psql} -d NEW_DATABASE`
  if (dump.format !== 'plain') return `pg_restore --exit-on-error -d NEW_DATABASE ${path}`
  switch (compression.kind) {
    case 'gzip':
      return `gunzip -c ${path} | ${load}`
    case 'zstd':
      return `zstd -dc ${path} | ${load}`
    case 'none':
      return `${load} < ${path}`
  }
}
