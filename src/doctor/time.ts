import type { Manifest } from '../catalog/manifest.ts'
import { formatBytes, formatDuration } from '../report/human.ts'
import { ok, problem, skipped, type Told, warning } from './finding.ts'

// Of the database's size, not of the dump's. Well below what docs/benchmarks.md measures on 2 cores (50 to 170 MB/s), for
// a server over a network.
const assumedRate = 20_000_000

// A shorter backup spends its time on connecting, and says nothing of a rate.
const tellingMs = 10_000

/** How long a backup will take, held against the time it has. */
export function judgeTime(
  sizeBytes: number | undefined,
  lately: readonly Manifest[],
  jobLimitMs: number | undefined,
): Told {
  if (sizeBytes === undefined) return skipped('not estimated, for the size of the database is not known')
  const { bytesPerSecond, as } = rateOf(lately)
  const expectedMs = (sizeBytes / bytesPerSecond) * 1000
  const says = `about ${formatDuration(expectedMs)} at ${formatBytes(bytesPerSecond)}/s of the database's size, ${as ?? 'which is assumed'}`
  if (jobLimitMs === undefined) return ok(`${says}; nothing limits it`)
  const limit = `the job may take ${formatDuration(jobLimitMs)}`
  const cure =
    'back up from a machine of your own (a self-hosted runner, cron), or leave tables out (exclude-table-data)'
  // A guess must not fail anybody's job.
  if (expectedMs > jobLimitMs && as !== undefined) return problem(`${says}, and ${limit}`, cure)
  if (expectedMs > jobLimitMs / 2) return warning(`${says}, and ${limit}`, cure)
  return ok(`${says}; ${limit}`)
}

/** The slowest of late: one of them may have had the server to itself. */
function rateOf(lately: readonly Manifest[]): { bytesPerSecond: number; as?: string } {
  const rates = lately.flatMap(({ takenAt, finishedAt, source }) => {
    const tookMs = finishedAt.getTime() - takenAt.getTime()
    return tookMs < tellingMs ? [] : [(source.sizeBytes / tookMs) * 1000]
  })
  if (rates.length === 0) return { bytesPerSecond: assumedRate }
  const as = rates.length === 1 ? 'as the last backup' : `as the slowest of the last ${rates.length} backups`
  return { bytesPerSecond: Math.min(...rates), as }
}
