import { PgdrillError } from '../errors.ts'
import type { Client } from '../postgres/client.ts'
import { askClock, skewMs } from '../postgres/server-clock.ts'
import { formatDuration } from '../report/human.ts'

// Retention counts days: what is off by less removes nothing a day too soon.
const wrongMs = 86_400_000

/**
 * Why nothing may be removed by this machine's clock: the database's tells another day, and with a clock that is months ahead
 * every backup looks old. Undefined when the two agree.
 */
export async function readWrongClock(client: Client): Promise<PgdrillError | undefined> {
  const skew = skewMs(await askClock(client))
  if (Math.abs(skew) < wrongMs) return undefined
  const off = `${formatDuration(Math.abs(skew))} ${skew > 0 ? 'behind' : 'ahead of'}`
  return new PgdrillError(
    `cannot tell how old backups are: this machine's clock is ${off} the database's, and the name of this backup goes by it`,
    { cure: 'set the clock that is wrong by NTP, back up again, then delete by hand what has a wrong date' },
  )
}
