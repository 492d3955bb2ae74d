import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { InconclusiveError, messageOf } from '../errors.ts'
import { type Client, connect } from './client.ts'
import { type Connection, describe } from './connection.ts'
import { type DatabaseShape, dropDatabase } from './databases.ts'
import { createEmptyDatabase } from './empty-database.ts'
import { imageWith } from './image.ts'
import { patiently } from './patience.ts'
import { commentFor, isOfDrill, markInUse, removeScratchLeftovers, scratchName } from './scratch-leftovers.ts'
import { readServerFacts } from './server.ts'
import { causeOf, codeOf } from './sqlstate.ts'

/** A database of our own on somebody's server, of which nothing is left when it is disposed of. */
export interface ScratchDatabase extends AsyncDisposable {
  readonly connection: Connection
  readonly server: { major: number; version: string }
  /** Makes the roles and tablespaces that the server lacks; they are removed with the database. @throws InconclusiveError */
  provide(needed: Needed): Promise<void>
}

export interface Needed {
  roles: ReadonlySet<string>
  tablespaces: ReadonlySet<string>
  extensions: ReadonlySet<string>
}

type Warn = (text: string) => void

/**
 * Makes an empty database with the source's encoding and locale, and removes those that killed drills have left. Where the
 * server does not have that locale it gets locale C, with a warning: it decides how text is sorted, and nothing that a dump holds.
 * @throws InconclusiveError where the server cannot be reached or the role may not create databases
 */
export async function createScratchDatabase(
  server: Connection,
  source: DatabaseShape,
  warning: Warn,
  signal?: AbortSignal,
): Promise<ScratchDatabase> {
  const name = scratchName(randomBytes(6))
  const client = await connect(server, signal).catch((error: unknown) => {
    signal?.throwIfAborted()
    throw new InconclusiveError(messageOf(error), { cause: error })
  })
  const scratch = new Scratch(client, server, name, { warning, signal })
  try {
    const facts = await readServerFacts(client)
    scratch.server = facts
    await markInUse(client, name)
    await removeScratchLeftovers(client, warning)
    await createEmptyDatabase(client, name, { source, major: facts.major, server, warning })
    return scratch
  } catch (error) {
    // It may have been made all the same, and only the answer lost.
    await scratch[Symbol.asyncDispose]()
    throw error
  }
}

// Objects depend on it; it is not there.
const sharedCodes = ['2BP01', '42704']
// It is there already, or no longer, or was changed or dropped at once (tuple concurrently updated, deleted).
const racedCodes = ['42710', '23505', '42704', 'XX000']

class Scratch implements ScratchDatabase {
  readonly connection: Connection
  server = { major: 0, version: '' }
  readonly #reach: Connection
  readonly #client: Client
  readonly #warning: Warn
  readonly #signal: AbortSignal | undefined
  readonly #seen = { roles: new Set<string>(), tablespaces: new Set<string>(), extensions: new Set<string>() }
  readonly #made: string[] = []

  constructor(
    client: Client,
    reach: Connection,
    database: string,
    { warning, signal }: { warning: Warn; signal: AbortSignal | undefined },
  ) {
    this.#client = client
    this.#reach = reach
    this.connection = { ...reach, database }
    this.#warning = warning
    this.#signal = signal
  }

  async provide({ roles, tablespaces, extensions }: Needed): Promise<void> {
    for (const name of unseen(extensions, this.#seen.extensions)) await this.#lookFor(name)
    for (const name of unseen(roles, this.#seen.roles)) await this.#makeRole(name)
    for (const name of unseen(tablespaces, this.#seen.tablespaces)) await this.#makeTablespace(name)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      // Ours may have been cut, or may wait for a server that hangs.
      await this.#client[Symbol.asyncDispose]()
      await patiently((limit) => this.#remove(limit), { stopped: this.#signal?.aborted === true })
    } catch (error) {
      this.#warning(
        `what the drill made stays on ${describe(this.connection)}: ${messageOf(error)}; the next drill there removes it`,
      )
    }
  }

  async #remove(limit?: AbortSignal): Promise<void> {
    await using client = await connect(this.#reach, limit)
    await dropDatabase(client, this.connection.database)
    for (const what of this.#made.toReversed()) await drop(client, what)
  }

  async #lookFor(extension: string): Promise<void> {
    if (await this.#has('pg_available_extensions', 'name', extension)) return
    const image = imageWith(extension, this.server.major)
    throw new InconclusiveError(
      `cannot restore the backup here: the scratch server has no extension ${JSON.stringify(extension)}`,
      {
        cure: `set target-url to a server that has it${image === undefined ? '' : `, such as the image ${image}`}`,
      },
    )
  }

  async #makeRole(role: string): Promise<void> {
    const name = pg.escapeIdentifier(role)
    // Another drill may make or drop it in this very moment.
    for (let attempt = 1; ; attempt += 1) {
      const [found] = await this.#client.query<{ comment: string | null }>(
        "select shobj_description(oid, 'pg_authid') as comment from pg_roles where rolname = $1",
        [role],
      )
      if (found !== undefined && !isOfDrill(found.comment)) return
      try {
        await (found === undefined ? this.#make(`role ${name}`, 'nologin') : this.#share(name))
        return
      } catch (error) {
        if (attempt === 10 || !racedCodes.includes(codeOf(causeOf(error)))) throw error
      }
    }
  }

  /** What has a right to our database is not dropped before that; and whoever comes last drops it. */
  async #share(role: string): Promise<void> {
    await this.#client.query(`grant connect on database ${this.connection.database} to ${role}`)
    const comment = pg.escapeLiteral(commentFor(this.connection.database))
    // Where we may not, we could not drop it either.
    const shared = await this.#client.query(`comment on role ${role} is ${comment}`).catch(noted)
    if (shared !== undefined) this.#made.push(`role ${role}`)
  }

  async #makeTablespace(tablespace: string): Promise<void> {
    if (await this.#has('pg_tablespace', 'spcname', tablespace)) return
    // Inside the data folder, which version 15 and newer allow for just such purposes.
    if (this.server.major >= 15) await this.#client.query('set allow_in_place_tablespaces = on').catch(noted)
    await this.#make(`tablespace ${pg.escapeIdentifier(tablespace)}`, "location ''")
  }

  async #has(catalog: string, column: string, name: string): Promise<boolean> {
    const rows = await this.#client.query(`select from pg_catalog.${catalog} where ${column} = $1`, [name])
    return rows.length > 0
  }

  async #make(what: string, how: string): Promise<void> {
    try {
      const comment = pg.escapeLiteral(commentFor(this.connection.database))
      const statements = [`create ${what} ${how}`, `comment on ${what} is ${comment}`]
      // Both or none, where that can be: what has no comment nobody will remove. (A tablespace is made by itself.)
      const together = what.startsWith('role ') ? [statements.join('; ')] : statements
      for (const sql of together) {
        await this.#client.query(sql)
        if (sql.startsWith('create')) this.#made.push(what)
      }
    } catch (error) {
      throw new InconclusiveError(
        `cannot restore the backup on ${describe(this.connection)}: it needs ${what}, which cannot be made there: ${messageOf(error)}`,
        { cause: error, cure: 'connect as a superuser, or create it' },
      )
    }
  }
}

/** What another drill uses too stays: that one drops it at its own end. */
async function drop(client: Client, what: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query(`drop ${dropped(what)}`)
      return
    } catch (error) {
      const code = codeOf(error)
      if (sharedCodes.includes(code)) return
      if (attempt === 10 || !racedCodes.includes(code)) throw error
    }
  }
}

/** \`role "x"\` as \`role if exists "x"\`. */
function dropped(what: string): string {
  return what.replace(' ', ' if exists ')
}

// Who may not set it may not create a tablespace either, and is told so then.
function noted(): undefined {
  return undefined
}

function unseen(names: ReadonlySet<string>, seen: Set<string>): string[] {
  const found = [...names].filter((name) => !seen.has(name))
  for (const name of found) seen.add(name)
  return found
}
