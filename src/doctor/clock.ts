import { type AskedClock, skewMs } from '../postgres/server-clock.ts'
import { formatDuration } from '../report/human.ts'
import { ok, problem, type Told, warning } from './finding.ts'

// AWS refuses requests whose time is further off than that (RequestTimeTooSkewed).
const refusedMs = 15 * 60_000
// A backup's name is the second it began in, and retention counts from it.
const noticeableMs = 60_000

/** Compares this machine's clock with another's. */
export function compareClocks(asked: AskedClock, whose: string, { signs }: { signs: boolean }): Told {
  const skew = skewMs(asked)
  if (Math.abs(skew) < noticeableMs) return ok(`this machine's clock agrees with ${whose}`)
  const says = `this machine's clock is ${formatDuration(Math.abs(skew))} ${skew > 0 ? 'behind' : 'ahead of'} ${whose}`
  const cure = 'set the clock by NTP, on whichever of the two is wrong'
  return signs && Math.abs(skew) >= refusedMs
    ? problem(`${says}, and S3 refuses such requests`, cure)
    : warning(says, cure)
}
