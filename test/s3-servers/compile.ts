import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const folder = resolve(import.meta.dirname, '../../.tools/s3-servers/go')

/** Compiles a program of a Go module unless it is there, which takes many minutes. Go checks the modules' sums. */
export async function compile(program: string, module: string): Promise<void> {
  if (existsSync(join(folder, program))) return
  console.error(`${program}: missing; compiling ${module} into .tools/s3-servers/go`)
  await mkdir(folder, { recursive: true })
  const env = { ...process.env, GOBIN: folder, CGO_ENABLED: '0' }
  await promisify(execFile)('nice', ['go', 'install', module], { env, maxBuffer: 64 * 1024 ** 2 })
}
