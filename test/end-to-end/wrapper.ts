import { symlink } from 'node:fs/promises'
import { clientProgram } from '../servers/binaries.ts'
import type { Scene } from './scene.ts'

/** A folder for --client-path whose pg_dump says its true version, and then runs this script; `$real` is pg_dump. */
export async function wrappedClient(
  { installed, server }: Scene,
  name: string,
  script: string,
): Promise<string> {
  const real = clientProgram('pg_dump', server.binDir)
  const text = `#!/bin/sh\nreal='${real}'\n[ "$1" = --version ] && exec "$real" --version\n${script}\n`
  await installed.write(`${name}/pg_dump`, text, 0o755)
  await symlink(clientProgram('pg_dumpall', server.binDir), installed.path(name, 'pg_dumpall'))
  return installed.path(name)
}
