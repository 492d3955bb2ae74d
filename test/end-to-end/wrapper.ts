import { clientProgram } from '../servers/binaries.ts'
import type { Scene } from './scene.ts'

type Program = 'pg_dump' | 'pg_dumpall'

/** A folder for --client-path whose programs run these scripts, but say their true version; `$real` is the real one. */
export async function wrappedClient(
  { installed, server }: Scene,
  name: string,
  scripts: Partial<Record<Program, string>>,
): Promise<string> {
  for (const program of ['pg_dump', 'pg_dumpall'] as const) {
    const real = clientProgram(program, server.binDir)
    const script = scripts[program] ?? 'exec "$real" "$@"'
    const text = `#!/bin/sh\nreal='${real}'\n[ "$1" = --version ] && exec "$real" --version\n${script}\n`
    await installed.write(`${name}/${program}`, text, 0o755)
  }
  return installed.path(name)
}
