import type { BackupRequest } from '../../src/backup.ts'
import { type Major, majors } from '../servers/versions.ts'

/** A backup of the sample database and its drill: what docs/versions.md says is tried. */
export interface RoundTrip {
  /** The server that is backed up. */
  from: Major
  /** pg_dump's. */
  client: Major
  format: BackupRequest['format']
  compression: BackupRequest['compression']
  /** The server that it is restored on; its clients are of its major, or as new as pg_dump was. */
  to: Major
}

const compressions: readonly BackupRequest['compression'][] = [
  { kind: 'gzip', level: 1 },
  { kind: 'zstd', level: 1 },
  { kind: 'none' },
]
const formats: readonly BackupRequest['format'][] = ['plain', 'custom']
const newest = 18

/** On servers of one major: every format and compression, and a newer client. */
export function withinOneMajor(major: Major): RoundTrip[] {
  const own = formats.flatMap((format) =>
    compressions.map((compression) => {
      // pg_dump writes zstd archives from 16 on.
      const client = format === 'custom' && compression.kind === 'zstd' && major < 16 ? newest : major
      return { from: major, client, format, compression, to: major }
    }),
  )
  const newer = {
    from: major,
    client: newest,
    format: 'plain',
    compression: { kind: 'none' },
    to: major,
  } as const
  return major === newest ? own : [...own, newer]
}

/** From each major to each newer one, as an upgrade by dump and restore does it; archives to the newest only. */
export const upward: readonly RoundTrip[] = majors.flatMap((from) =>
  majors
    .filter((to) => to > from)
    .flatMap((to) =>
      formats
        .filter((format) => format === 'plain' || to === newest)
        .map(
          (format) => ({ from, client: from, format, compression: { kind: 'gzip', level: 1 }, to }) as const,
        ),
    ),
)

/** A restore by swap, and its undo. */
export interface Swap extends Pick<RoundTrip, 'client' | 'format' | 'compression'> {
  on: Major
}

export const swaps: readonly Swap[] = [
  { on: 14, client: 14, format: 'plain', compression: { kind: 'gzip', level: 1 } },
  { on: 15, client: 18, format: 'custom', compression: { kind: 'zstd', level: 1 } },
  { on: 18, client: 18, format: 'custom', compression: { kind: 'gzip', level: 1 } },
]

export function titleOf({ client, format, compression }: Omit<RoundTrip, 'from' | 'to'>): string {
  return `${format}, ${compression.kind}, pg_dump ${client}`
}
