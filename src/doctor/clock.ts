import { formatDuration } from '../report/human.ts'
import { ok, problem, type Told, warning } from './finding.ts'

// AWS refuses requests whose time is further off than that (RequestTimeTooSkewed).
const refusedMs = 15 * 60_000
// A backup's name is the second it began in, and retention counts from it.
const noticeableMs = 60_000

/** A question to another clock: when it was asked and answered here, and what the other said in between. */
export interface Asked {
  fromMs: number
  toMs: number
  theirsMs: number
  /** How coarsely the other tells its time: its clock may be so much later than it says. */
  coarseMs: number
}

/** By how much the other clock is ahead, at least; 0 when both could be the same. */
export function skewMs({ fromMs, toMs, theirsMs, coarseMs }: Asked): number {
  if (theirsMs > toMs) return theirsMs - toMs
  return theirsMs + coarseMs < fromMs ? theirsMs + coarseMs - fromMs : 0
}

/** Compares this machine's clock with another's. */
export function compareClocks(asked: Asked, whose: string, { signs }: { signs: boolean }): Told {
  const skew = skewMs(asked)
  if (Math.abs(skew) < noticeableMs) return ok(`this machine's clock agrees with ${whose}`)
  const says = `this machine's clock is ${formatDuration(Math.abs(skew))} ${skew > 0 ? 'behind' : 'ahead of'} ${whose}`
  const cure = 'set the clock by NTP, on whichever of the two is wrong'
  return signs && Math.abs(skew) >= refusedMs
    ? problem(`${says}, and S3 refuses such requests`, cure)
    : warning(says, cure)
}
