import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parse } from 'yaml'

export const root = join(import.meta.dirname, '../..')

/** What these tests look at in a workflow file. */
export interface Workflow {
  on: Record<string, unknown>
  permissions?: unknown
  concurrency?: { group: string; 'cancel-in-progress': boolean }
  jobs: Record<string, Job>
}

export interface Job {
  needs?: string[]
  if?: string
  'timeout-minutes'?: number
  permissions?: Record<string, string>
  steps: Step[]
}

export interface Step {
  name?: string
  id?: string
  if?: string
  uses?: string
  run?: string
  with?: Record<string, unknown>
  env?: Record<string, string>
}

export async function readWorkflow(name: string): Promise<Workflow> {
  return parse(await readFile(join(root, '.github/workflows', name), 'utf8'))
}

/** The inputs that action.yml declares. */
export async function actionInputs(): Promise<string[]> {
  return Object.keys(parse(await readFile(join(root, 'action.yml'), 'utf8')).inputs)
}

/** The one step of this name. */
export function stepOf({ jobs }: Workflow, name: string): Step {
  const found = Object.values(jobs).flatMap(({ steps }) => steps.filter((step) => step.name === name))
  if (found.length !== 1) throw new Error(`${found.length} steps are named "${name}"`)
  return found[0] as Step
}

export interface Ran {
  code: number
  stdout: string
  /** What it wrote to GITHUB_OUTPUT. */
  outputs: string
}

/** Runs a step's script the way a runner does: `bash -e`, a file for outputs, and nothing of our environment but PATH. */
export async function runStep({ run = '' }: Step, env: Record<string, string>): Promise<Ran> {
  const folder = await mkdtemp(join(tmpdir(), 'pgdrill-step-'))
  try {
    const [script, outputs] = [join(folder, 'script.sh'), join(folder, 'outputs')]
    await writeFile(script, run)
    await writeFile(outputs, '')
    const options = { env: { PATH: process.env.PATH, GITHUB_OUTPUT: outputs, ...env } }
    const { code, stdout } = await promisify(execFile)('bash', ['-e', script], options).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }) => ({ code, stdout }),
    )
    return { code, stdout, outputs: await readFile(outputs, 'utf8') }
  } finally {
    await rm(folder, { recursive: true })
  }
}
