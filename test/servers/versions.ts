import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const here = import.meta.dirname
const installer = join(here, '../../scripts/lib/postgresql-versions.py')
const list = join(here, 'postgresql-versions.txt')

/** The majors whose server, clients and contrib extensions the tests have, whatever the machine has installed. */
export const majors = [14, 15, 16, 17, 18] as const
export type Major = (typeof majors)[number]

let folder: Promise<string> | undefined

/** The folder of initdb, postgres, pg_dump, psql and their kin of one major; unpacked on first use. */
export async function programsOf(major: Major): Promise<string> {
  folder ??= install()
  return join(await folder, String(major), 'bin')
}

async function install(): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('python3', [installer, list])
    return stdout.trim()
  } catch (error) {
    const why = (error as { stderr?: string }).stderr || String(error)
    throw new Error(
      `cannot unpack PostgreSQL ${majors.join(', ')} for the tests, which takes python3 and python3-venv (3.10 or newer) on x86-64 Linux: ${why}`,
    )
  }
}
