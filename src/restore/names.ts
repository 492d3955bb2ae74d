/** `app_before_20261122_203005`: at most 63 bytes, which is all that PostgreSQL keeps of a name. */
export function nameBeside(database: string, word: string, now: Date): string {
  const ending = `_${word}_${stamp(now)}`
  let start = database
  while (Buffer.byteLength(start + ending) > 63) start = [...start].slice(0, -1).join('')
  return start + ending
}

function stamp(now: Date): string {
  return now.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '_')
}
