import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { type DumpRequest, dumpArguments } from '../postgres/dump.ts'
import { type ClientTools, findClientTools, type WhereToLook } from '../postgres/tools.ts'
import { ok, type Told, warning } from './finding.ts'

/** Whether there is a pg_dump for this server, and what a restore or a drill would want besides. @throws PgdrillError */
export async function judgeTools(
  serverMajor: number | undefined,
  request: WhereToLook & Omit<DumpRequest, 'more'> & { globals: boolean },
): Promise<Told> {
  // Of a server that did not answer nothing is known: then any pg_dump is better than none.
  const tools = await findClientTools({ major: serverMajor ?? 0 }, request)
  dumpArguments({ ...request, more: [] }, tools)
  const says = `pg_dump ${tools.version} from ${tools.folder}`
  if (serverMajor === undefined) return warning(`${says}; whether it suits the server is not known`)
  const cure = `install all of postgresql-client-${tools.major}`
  if (request.globals && (await missingPrograms(tools, ['pg_dumpall'])).length > 0)
    return warning(`${says}, but no pg_dumpall there: backups hold no roles and tablespaces`, cure)
  const missing = await missingPrograms(tools, ['psql', 'pg_restore'])
  if (missing.length === 0) return ok(says)
  return warning(
    `${says}, but no ${missing.join(' and no ')} there: a restore or a drill on this machine would fail`,
    cure,
  )
}

async function missingPrograms({ folder }: ClientTools, programs: readonly string[]): Promise<string[]> {
  const there = await Promise.all(
    programs.map((name) =>
      access(join(folder, name), constants.X_OK).then(
        () => true,
        () => false,
      ),
    ),
  )
  return programs.filter((_, at) => !there[at])
}
