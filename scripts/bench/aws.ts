import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Amazon's own command line, from PyPI into .tools/ the first time. */
export function awsProgram(): string {
  const venv = join(import.meta.dirname, '../../.tools/aws')
  const program = join(venv, 'bin/aws')
  if (!existsSync(program)) {
    console.error('installing awscli into .tools/aws')
    execFileSync('python3', ['-m', 'venv', venv], { stdio: 'inherit' })
    execFileSync(join(venv, 'bin/pip'), ['install', '-q', 'awscli==1.46.3'], { stdio: 'inherit' })
  }
  return program
}
