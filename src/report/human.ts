const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB']

/** Decimal units, as bucket bills and disk labels count them: `0 B`, `1.2 GB`, `927 MB`. */
export function formatBytes(bytes: number): string {
  let value = Math.round(bytes)
  let unit = 0
  // From 999.5 on it would be printed as 1000 of the smaller unit.
  while (value >= (unit === 0 ? 1000 : 999.5) && unit < byteUnits.length - 1) {
    value /= 1000
    unit += 1
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1
  return `${value.toFixed(digits)} ${byteUnits[unit]}`
}

/** Digits in groups of three: `1,234,567`. */
export function formatCount(count: number): string {
  // Not toLocaleString: its first call loads ICU, 30 ms that a short command would feel.
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** A count and its noun: `1 table`, `20 tables`, `2 entries` when told the plural. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`
}

/** Time spent: `0.4 s`, `12 s`, `3 min 4 s`, `2 h 5 min`. */
export function formatDuration(milliseconds: number): string {
  const exact = Math.max(0, milliseconds) / 1000
  if (exact < 9.95) return `${exact.toFixed(1)} s`
  const seconds = Math.round(exact)
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return joined(Math.floor(seconds / 60), 'min', seconds % 60, 's')
  const minutes = Math.round(exact / 60)
  return joined(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
}

function joined(big: number, bigUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`
}

/** How old something is, in whole units passed: `12 seconds`, `47 hours`, `2 days`; `in 3 hours` when yet to come. */
export function formatAge(milliseconds: number): string {
  const text = wholeUnits(Math.abs(milliseconds) / 1000)
  return milliseconds < 0 ? `in ${text}` : text
}

function wholeUnits(seconds: number): string {
  if (seconds < 60) return counted(Math.floor(seconds), 'second')
  if (seconds < 3600) return counted(Math.floor(seconds / 60), 'minute')
  if (seconds < 2 * 86_400) return counted(Math.floor(seconds / 3600), 'hour')
  return counted(Math.floor(seconds / 86_400), 'day')
}
