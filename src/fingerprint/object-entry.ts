import { createHash, hash } from 'node:crypto'
import { canonical } from './canonical.ts'
import type { RawText } from './client-encoding.ts'
import type { EntryHeader } from './entry-header.ts'
import { takenApart } from './inherited-not-null.ts'
import { identifier } from './sql-names.ts'
import type { Statement } from './sql-splitter.ts'

/** An object as its entry's statements define it. */
export class ObjectEntry {
  readonly header: EntryHeader
  readonly #statements: Buffer[] = []
  #owner: RawText | undefined
  readonly #defaultAccessMethod: RawText | null
  #isPartitioned = false

  /** `defaultAccessMethod` is what SET default_table_access_method says where the entry begins. */
  constructor(header: EntryHeader, defaultAccessMethod: RawText | null) {
    this.header = header
    this.#defaultAccessMethod = defaultAccessMethod
  }

  /** Exact from ALTER ... OWNER TO, else what the header says. */
  get owner(): RawText | null {
    return this.#owner ?? this.header.owner
  }

  /** Of what has rows of its own; for anything else the setting in force is another object's. */
  get accessMethod(): RawText | null {
    const { type } = this.header
    const hasRows = type === 'MATERIALIZED VIEW' || (type === 'TABLE' && !this.#isPartitioned)
    return hasRows ? this.#defaultAccessMethod : null
  }

  /**
   * Adds a statement; one that only sets the owner is no part of the digest. `grantor` is who makes a grant, where that
   * is not the owner.
   */
  add({ sha256 }: Statement, tokens: readonly string[], grantor: RawText | undefined): void {
    const owner = newOwner(tokens)
    if (owner !== undefined) {
      this.#owner = owner
      return
    }
    this.#isPartitioned ||= tokens.some((token, at) => token === 'PARTITION' && tokens[at + 1] === 'BY')
    if (sha256) this.#statements.push(sha256)
    else for (const each of takenApart(tokens)) this.#statements.push(sha256Of(canonical(each), grantor))
  }

  /**
   * pg_dump orders an entry's statements by accidents (a column's place, when a grant was made), and none of its
   * entries has two whose order matters; so the digest is over the set of them.
   */
  get digest(): string {
    const all = createHash('sha256')
    for (const statement of this.#statements.toSorted(Buffer.compare)) all.update(statement)
    return all.digest('hex').slice(0, 32)
  }
}

/** The name in ALTER ... OWNER TO name. */
function newOwner(tokens: readonly string[]): RawText | undefined {
  const [owner, to, name] = tokens.slice(-4)
  return tokens[0] === 'ALTER' && owner === 'OWNER' && to === 'TO' ? identifier(name) : undefined
}

function sha256Of(tokens: readonly string[], grantor: RawText | undefined): Buffer {
  const text = grantor === undefined ? tokens.join(' ') : `${tokens.join(' ')}\u0000${grantor}`
  return hash('sha256', Buffer.from(text, 'latin1'), 'buffer')
}
