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
const TYPE = /^; Type: ([A-Z][A-Z ]*); Schema: /

/**
 * Reads `-- Name: t; Type: TABLE; Schema: public; Owner: me; Tablespace: fast` (_printTocEntry in pg_dump's
 * pg_backup_archiver.c), or undefined when the comment is another. Names are not quoted there, so one that itself
 * contains `; Type: ` is read by the last place that fits.
 */
export function entryHeader(comment: RawText): EntryHeader | undefined {
  const beginning = BEGINNING.exec(comment)
  const ownerAt = comment.lastIndexOf('; Owner: ')
  if (!beginning || ownerAt === -1) return undefined
  for (let at = ownerAt; at > 0; at--) {
    at = comment.lastIndexOf('; Type: ', at)
    const type = at === -1 ? null : TYPE.exec(comment.slice(at, at + 100))
    if (type) {
      return {
        part: partOf(beginning[1]),
        type: type[1] as string,
        schema: known(comment.slice(at + type[0].length, ownerAt)),
        name: comment.slice(beginning[0].length, at),
        ...ownerAndTablespace(comment.slice(ownerAt + '; Owner: '.length)),
      }
    }
  }
  return undefined
}

function partOf(prefix: string | undefined): EntryHeader['part'] {
  if (prefix === undefined) return 'definition'
  return prefix.startsWith('Data') ? 'data' : 'statistics'
}

function ownerAndTablespace(text: RawText): Pick<EntryHeader, 'owner' | 'tablespace'> {
  const at = text.lastIndexOf('; Tablespace: ')
  if (at === -1) return { owner: known(text), tablespace: null }
  return { owner: known(text.slice(0, at)), tablespace: text.slice(at + '; Tablespace: '.length) }
}

/** pg_dump prints a hyphen for "none", and an empty text in some versions. */
function known(text: RawText): RawText | null {
  return text === '-' || text === '' ? null : text
}
