import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { type DumpRequest, dumpArguments } from '../postgres/dump.ts'
import { type ClientTools, findClientTools, type WhereToLook } from '../postgres/tools.ts'
import { ok, type Told, warning } from './finding.ts'

/** The pg_dump of a backup. Of a server that did not answer nothing is known: then any is better than none. @throws PgdrillError */
export function findTools(serverMajor: number | undefined, where: WhereToLook): Promise<ClientTools> {
  return findClientTools({ major: serverMajor ?? 0 }, where)
}

/** Whether pg_dump can do what is asked of it, and what a restore or a drill would want besides. @throws PgdrillError */
export async function judgeTools(
  tools: ClientTools,
  serverMajor: number | undefined,
  request: Omit<DumpRequest, 'more'> & { globals: boolean },
): Promise<Told> {
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
