import type { Client } from './client.ts'

/** How a standby stands, as far as a long dump cares. */
export interface Standby {
  /** Since the newest transaction it has replayed; 0 when it has all that it received, null when it knows none. */
  lagSeconds: number | null
  replayPaused: boolean
  /** The primary is told what queries here need, so that they are not cancelled. */
  feedback: boolean
  /** max_standby_streaming_delay: for how long recovery waits for queries; -1 for ever. */
  maxDelayMs: number
}

/** Undefined of a primary. */
export async function readStandby(client: Client): Promise<Standby | undefined> {
  const [row] = await client.query<Standby>(`
    select case when pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() then 0
                else extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp())::float8 end as "lagSeconds",
           pg_is_wal_replay_paused() as "replayPaused",
           current_setting('hot_standby_feedback')::boolean as feedback,
           (select setting::int from pg_settings where name = 'max_standby_streaming_delay') as "maxDelayMs"
     where pg_is_in_recovery()`)
  return row
}
