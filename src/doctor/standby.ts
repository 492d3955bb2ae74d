import type { Client } from '../postgres/client.ts'
import { readStandby } from '../postgres/standby.ts'
import { formatDuration } from '../report/human.ts'
import { ok, type Told, warning } from './finding.ts'

const lagging = 300

/** A primary is what a backup wants; a standby can be dumped where it neither lags nor cancels. */
export async function judgeStandby(client: Client): Promise<Told> {
  const standby = await readStandby(client)
  if (standby === undefined) return ok('a primary')
  const { lagSeconds, replayPaused, feedback, maxDelayMs } = standby
  const lag =
    lagSeconds === null
      ? 'of unknown lag'
      : `which is ${formatDuration(lagSeconds * 1000)} behind its primary`
  const says = `a standby, ${lag}`
  if (replayPaused)
    return warning(
      `${says}, and its replay is paused: a backup would be as old as that`,
      'call pg_wal_replay_resume() there, or back up the primary',
    )
  if (lagSeconds !== null && lagSeconds > lagging)
    return warning(
      `${says}: a backup would be as old as that`,
      'find out why it lags, or back up the primary',
    )
  if (!feedback && maxDelayMs >= 0)
    return warning(
      `${says}: its recovery cancels a dump that is in its way for ${formatDuration(maxDelayMs)}`,
      'turn on hot_standby_feedback or raise max_standby_streaming_delay there, or back up the primary',
    )
  return ok(says)
}
