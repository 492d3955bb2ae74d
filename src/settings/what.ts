import { basename, dirname } from 'node:path'
import { parseWhat, type What } from '../catalog/open-backup.ts'
import { absolutePath, type Facts } from './facts.ts'

/** What a text asks for. */
export type Asked =
  | { kind: 'backup'; what: What }
  /** A backup of ours that is named by its path: its folder is the store. */
  | { kind: 'in-folder'; what: What; folder: string }
  | { kind: 'file'; path: string }

/** Understands `latest`, a stem, an object's key, a time or a path; undefined for anything else. */
export function readWhat(text: string, name: string, facts: Facts): Asked | undefined {
  if (text.includes('/')) return inFolder(absolutePath(text, facts), name)
  const time = readTime(text)
  if (time !== undefined) return { kind: 'backup', what: { kind: 'at', name, time } }
  const what = parseWhat(text, name)
  if (what !== undefined) return { kind: 'backup', what }
  const path = absolutePath(text, facts)
  return facts.isFile(path) ? { kind: 'file', path } : undefined
}

function inFolder(path: string, name: string): Asked {
  const what = parseWhat(basename(path), name)
  if (what?.kind !== 'stem') return { kind: 'file', path }
  return { kind: 'in-folder', what, folder: dirname(path) }
}

/** A day means its end, for what was backed up on it is meant, too; without a zone it is UTC, as stems are. */
function readTime(text: string): Date | undefined {
  const [, day, time, zone] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d)?)?$/.exec(text) ?? []
  if (day === undefined) return undefined
  const date = new Date(`${day}T${time ?? '23:59:59.999'}${zone ?? 'Z'}`)
  return Number.isNaN(date.getTime()) ? undefined : date
}
