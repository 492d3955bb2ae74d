import { PgdrillError } from '../errors.ts'

/** How an option's text becomes a value. */
export interface Kind<T> {
  /** Stands for the value in a usage line: `--limit NUMBER`. */
  placeholder: string
  /** A flag may be given several times, an input may hold several lines; the texts come joined by line ends. */
  repeatable?: true
  /** What the flag means without a value; such a flag also has a `--no-` form. */
  bare?: string
  /** It may hold a secret: a message says what is wrong with it without showing it. */
  unshown?: true
  /** @throws Unacceptable */
  parse(text: string): T
}

/** Why a value is refused and what is accepted; never holds the value itself, which may be secret. */
export class Unacceptable extends PgdrillError {
  override readonly name = 'Unacceptable'
}

export function text(placeholder = 'TEXT'): Kind<string> {
  return { placeholder, parse: (text) => text.trim() }
}

/** A name without spaces: of a region, of a storage class. */
export function word(placeholder: string): Kind<string> {
  return {
    placeholder,
    parse(text) {
      if (/^[\w.-]+$/.test(text.trim())) return text.trim()
      throw new Unacceptable('use letters, digits, ".", "_" and "-"')
    },
  }
}

/** Kept as it is but for line ends, which files and secret stores like to add. */
export function secretText(placeholder: string): Kind<string> {
  return { placeholder, unshown: true, parse: (text) => text.replace(/[\r\n]+$/, '') }
}

/** Several lines that hold secrets, as they are. */
export function secretLines(placeholder: string): Kind<string> {
  return { placeholder, unshown: true, repeatable: true, parse: (text) => text }
}

/** A host's name or address, or the folder of a unix socket. */
export function host(): Kind<string> {
  return {
    placeholder: 'HOST',
    parse(text) {
      const host = text.trim().replace(/^\[(.*)\]$/, '$1')
      if (host.includes(',')) throw new Unacceptable('it names several hosts; name the one to dump from')
      if (/:\/\/|.@|\s/.test(host))
        throw new Unacceptable('use the name or address alone; a whole URL goes to database-url')
      if (/^[^:]+:\d+$/.test(host))
        throw new Unacceptable('use the name or address alone; the port goes to database-port')
      return host
    },
  }
}

/** One value a line. */
export function lines(placeholder: string): Kind<string[]> {
  return {
    placeholder,
    repeatable: true,
    parse: (text) =>
      text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== ''),
  }
}

export function wholeNumber(
  least: number,
  most = Number.MAX_SAFE_INTEGER,
  placeholder = 'NUMBER',
): Kind<number> {
  const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`
  return {
    placeholder,
    parse(text) {
      const value = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN
      if (value >= least && value <= most) return value
      throw new Unacceptable(`use a whole number ${range}`)
    },
  }
}

/** One of some words, in any case; `_` does for `-`, since environment variables are written so. */
export function choice<const T extends string>(...words: readonly T[]): Kind<T> {
  return {
    placeholder: words.join('|'),
    parse(text) {
      const found = words.find((word) => folded(word) === folded(text.trim()))
      if (found !== undefined) return found
      throw new Unacceptable(`use ${orList(words)}`)
    },
  }
}

export function boolean(): Kind<boolean> {
  const words = choice('true', 'false')
  return { placeholder: words.placeholder, bare: 'true', parse: (text) => words.parse(text) === 'true' }
}

const milliseconds: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  min: 60_000,
  m: 60_000,
  h: 3_600_000,
}

/** A time span in milliseconds, from 1 ms up to what PostgreSQL's and Node's 32-bit timers hold. */
export function duration(): Kind<number> {
  return {
    placeholder: 'TIME',
    parse(text) {
      const [, number, unit] = /^(\d+) ?(ms|s|min|m|h)$/.exec(text.trim()) ?? []
      const value = Number(number) * (milliseconds[unit ?? ''] ?? Number.NaN)
      if (value >= 1 && value < 2 ** 31) return value
      throw new Unacceptable('use a number and a unit, such as 500ms, 30s, 5min or 1h, and at most 596h')
    },
  }
}

/** A table that must have so many rows. */
export interface MinRows {
  schema: string
  table: string
  rows: number
}

/** `schema.table>=rows`, one a line; without a schema it is public. */
export function minRows(): Kind<MinRows[]> {
  const each = lines('TABLE>=ROWS')
  return {
    ...each,
    parse: (text) =>
      each.parse(text).map((line) => {
        const [, schema = 'public', table, rows] =
          /^(?:([^.>]+)\.)?([^.>]+?)\s*>=\s*(\d{1,15})$/.exec(line) ?? []
        if (table === undefined) throw new Unacceptable('use schema.table>=rows, such as public.users>=1000')
        return { schema, table, rows: Number(rows) }
      }),
  }
}

/** `20` or `20%`, from 0 to 100. */
export function percent(): Kind<number> {
  return {
    placeholder: 'PERCENT',
    parse(text) {
      const value = Number(/^(\d+(?:\.\d+)?) ?%?$/.exec(text.trim())?.[1])
      if (value <= 100) return value
      throw new Unacceptable('use per cent from 0 to 100, such as 20')
    },
  }
}

const byteUnits: Readonly<Record<string, number>> = {
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
  kB: 1000,
  MB: 1000 ** 2,
  GB: 1000 ** 3,
}

/** Which programs of PostgreSQL's to use: what is installed, fetched where needed, or those of a major. */
export function clientVersion(): Kind<'auto' | 'installed' | number> {
  return {
    placeholder: 'auto|MAJOR|installed',
    parse(text) {
      // Pasted from a server's version, the minor is no reason to refuse.
      const major = /^([1-9]\d)(?:\.\d+)?$/.exec(text.trim())?.[1]
      if (major !== undefined) return Number(major)
      const word = (['auto', 'installed'] as const).find((each) => each === text.trim().toLowerCase())
      if (word !== undefined) return word
      throw new Unacceptable('use auto, installed, or a major version such as 18')
    },
  }
}

/** A size in bytes. */
export function size(least: number, most: number, range: string): Kind<number> {
  return {
    placeholder: 'SIZE',
    parse(text) {
      const [, number, unit] = /^(\d+) ?([kMGK]i?B)$/.exec(text.trim()) ?? []
      const value = Number(number) * (byteUnits[unit ?? ''] ?? Number.NaN)
      if (value >= least && value <= most) return value
      throw new Unacceptable(`use a number and a unit, such as 64MiB, ${range}`)
    },
  }
}

/** `a, b or c`. */
export function orList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

function folded(text: string): string {
  return text.toLowerCase().replaceAll('_', '-')
}
