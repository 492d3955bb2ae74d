import type { Client } from './client.ts'

/** A question to another clock: when it was asked and answered here, and what the other said in between. */
export interface AskedClock {
  fromMs: number
  toMs: number
  theirsMs: number
  /** How coarsely the other tells its time: its clock may be so much later than it says. */
  coarseMs: number
}

/** By how much the other clock is ahead, at least; 0 when both could be the same. */
export function skewMs({ fromMs, toMs, theirsMs, coarseMs }: AskedClock): number {
  if (theirsMs > toMs) return theirsMs - toMs
  return theirsMs + coarseMs < fromMs ? theirsMs + coarseMs - fromMs : 0
}

/** What time the server has. */
export async function askClock(client: Client): Promise<AskedClock> {
  const fromMs = Date.now()
  const [row] = await client.query<{ ms: number }>(
    'select extract(epoch from clock_timestamp())::float8 * 1000 as ms',
  )
  return { fromMs, toMs: Date.now(), theirsMs: row?.ms ?? fromMs, coarseMs: 1 }
}
