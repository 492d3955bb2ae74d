import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '../..')
const requirements = join(import.meta.dirname, 'aws-requirements.txt')

/** Puts Amazon's own command line into a folder, as `aws`; it comes from PyPI into .tools/ the first time. */
export async function installAws(folder: string): Promise<void> {
  const digest = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12)
  const venv = join(root, '.tools/awscli', digest)
  if (!existsSync(venv)) {
    await promisify(execFile)('python3', [join(root, 'scripts/lib/python-env.py'), venv, requirements])
  }
  // Not bin/aws: its first line names the folder that the environment was made in, before that was renamed.
  const script = `#!/bin/sh\nexec '${join(venv, 'bin/python')}' -m awscli "$@"\n`
  await writeFile(join(folder, 'aws'), script, { mode: 0o755 })
}
