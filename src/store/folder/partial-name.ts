import { randomBytes } from 'node:crypto'
import { basename, dirname, join } from 'node:path'

/** Where a file is written before it is whole: beside it, hidden, and different for every write. */
export function partialPath(path: string): string {
  return join(dirname(path), `.${basename(path)}.partial-${randomBytes(6).toString('hex')}`)
}

/** The name the file would have got, or undefined when this is not a partial file's name. */
export function wholeName(name: string): string | undefined {
  return /^\.(.+)\.partial-[0-9a-f]{12}$/s.exec(name)?.[1]
}
