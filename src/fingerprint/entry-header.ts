import type { RawText } from './client-encoding.ts'

/** The comment above each entry of a dump. A line break in a name is a space here: pg_dump prints one line. */
export interface EntryHeader {
  /** What follows: the definition, the data or the planner's statistics. */
  part: 'definition' | 'data' | 'statistics'
  type: string
  schema: RawText | null
  name: RawText
  owner: RawText | null
  tablespace: RawText | null
}

const BEGINNING = /^-- (Data for |Statistics for )?Name: /
const DEFINITION = /^; Type: ([A-Z][A-Z ]*); Schema: /
const DATA = /^; Type: ([A-Z ]* DATA|BLOBS|BLOB COMMENTS); Schema: /

/**
 * Reads `-- Name: t; Type: TABLE; Schema: public; Owner: me; Tablespace: fast` (_printTocEntry in pg_dump's
 * pg_backup_archiver.c), or undefined when the comment is another. Names are not quoted there, so one that itself
 * contains `; Type: ` is read by the last place that fits; `tablespace` is the one in force, which pg_dump has set by
 * then if the entry is to be in one.
 */
export function entryHeader(comment: RawText, tablespace: RawText | null): EntryHeader | undefined {
  const beginning = BEGINNING.exec(comment)
  if (!beginning) return undefined
  const ending = tablespace === null ? '' : `; Tablespace: ${tablespace.replace(/[\r\n]/g, ' ')}`
  const isPlaced = ending !== '' && comment.endsWith(ending)
  const part = partOf(beginning[1])
  const pattern = part === 'definition' ? DEFINITION : DATA
  const line = isPlaced ? comment.slice(0, -ending.length) : comment
  const ownerAt = line.lastIndexOf('; Owner: ')
  for (let at = ownerAt; at > 0; at--) {
    at = line.lastIndexOf('; Type: ', at)
    const type = at === -1 ? null : pattern.exec(line.slice(at, at + 100))
    if (type) {
      return {
        part,
        type: type[1] as string,
        schema: known(line.slice(at + type[0].length, ownerAt)),
        name: line.slice(beginning[0].length, at),
        owner: known(line.slice(ownerAt + '; Owner: '.length)),
        tablespace: isPlaced ? tablespace : null,
      }
    }
  }
  return undefined
}

function partOf(prefix: string | undefined): EntryHeader['part'] {
  if (prefix === undefined) return 'definition'
  return prefix.startsWith('Data') ? 'data' : 'statistics'
}

/** pg_dump prints a hyphen for "none", and an empty text in some versions. */
function known(text: RawText): RawText | null {
  return text === '-' || text === '' ? null : text
}
