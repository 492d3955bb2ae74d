import type { Client } from './client.ts'

/** What time the server has, and when it was asked and had answered by this machine's clock. */
export async function askClock(
  client: Client,
): Promise<{ fromMs: number; toMs: number; theirsMs: number; coarseMs: number }> {
  const fromMs = Date.now()
  const [row] = await client.query<{ ms: number }>(
    'select extract(epoch from clock_timestamp())::float8 * 1000 as ms',
  )
  return { fromMs, toMs: Date.now(), theirsMs: row?.ms ?? fromMs, coarseMs: 1 }
}
