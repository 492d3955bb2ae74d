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

/** The time in a name that `nameBeside` has made; 1970 in another. */
export function timeIn(name: string): Date {
  const [, y, m, d, h, min, s] = /(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)$/.exec(name) ?? []
  const time = new Date(`${y}-${m}-${d}T${h}:${min}:${s}Z`)
  return Number.isNaN(time.getTime()) ? new Date(0) : time
}
