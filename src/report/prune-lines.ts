import type { PruneResult } from '../prune.ts'
import { counted, formatBytes } from './human.ts'

/** What a prune does or, in a dry run, would do, a line each with its reason; a dry run also tells what stays. */
export function pruneLines(result: PruneResult): string[] {
  const { mode, uncommitted, unfinished, probes } = result
  const removes = mode === 'dry-run' ? 'would remove' : 'removes'
  const line = (verb: string) => (each: { backup: string; bytes: number; because: string }) =>
    `${verb} ${each.backup} (${formatBytes(each.bytes)}): ${each.because}`
  return [
    ...(mode === 'dry-run'
      ? [...result.keep, ...uncommitted.keep, ...result.damaged].map(line('keeps'))
      : []),
    ...[...result.remove, ...uncommitted.remove].map(line(removes)),
    ...[...unfinished.remove, ...probes.remove].map(({ key, because }) => `${removes} ${key}: ${because}`),
  ]
}

/** `kept 30 backups and removed 2 (1.2 GB) in s3://bucket/prefix` */
export function pruneTotal({
  mode,
  keep,
  remove,
  uncommitted,
  unfinished,
  freedBytes,
  location,
}: PruneResult): string {
  const others = [
    uncommitted.remove.length > 0 && counted(uncommitted.remove.length, 'uncommitted dump'),
    unfinished.remove.length > 0 && counted(unfinished.remove.length, 'unfinished write'),
  ].filter((text) => text !== false)
  const removed = [counted(remove.length, 'backup'), ...others].join(', ')
  const verbs = mode === 'dry-run' ? ['would keep', 'remove'] : ['kept', 'removed']
  return `${verbs[0]} ${counted(keep.length, 'backup')} and ${verbs[1]} ${removed} (${formatBytes(freedBytes)}) in ${location}`
}
