import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { type Ended, start } from './runner/processes.ts'

export const root = join(import.meta.dirname, '../..')

/** A workflow file, as far as these tests and their runner know it. */
export interface Workflow {
  on: Record<string, unknown>
  permissions?: unknown
  concurrency?: Concurrency
  jobs: Record<string, Job>
}

export interface Concurrency {
  group: string
  'cancel-in-progress': boolean
  queue?: 'single' | 'max'
}

export interface Job {
  needs?: string | string[]
  if?: string
  'timeout-minutes'?: number
  permissions?: Record<string, string>
  outputs?: Record<string, string>
  services?: Record<string, { image: string }>
  strategy?: { matrix: unknown }
  environment?: string
  concurrency?: Concurrency
  env?: Record<string, string>
  /** None in a job that calls a workflow. */
  steps: Step[]
  /** The workflow that it calls, with what it hands over. */
  uses?: string
  with?: Record<string, unknown>
  secrets?: Record<string, string>
}

export interface Step {
  name?: string
  id?: string
  if?: string
  uses?: string
  run?: string
  shell?: string
  'continue-on-error'?: boolean
  'timeout-minutes'?: number
  with?: Record<string, unknown>
  env?: Record<string, string>
}

export async function readWorkflow(name: string): Promise<Workflow> {
  return parse(await readFile(join(root, '.github/workflows', name), 'utf8'))
}

/** The inputs that an action of ours declares; `folder` is empty for the backup. */
export async function actionInputs(folder = ''): Promise<string[]> {
  return Object.keys(parse(await readFile(join(root, folder, 'action.yml'), 'utf8')).inputs)
}

/** The one step of this name in a job, or in the whole workflow. */
export function stepOf({ jobs }: Workflow, name: string, job?: string): Step {
  const looked = job === undefined ? Object.values(jobs) : [jobs[job]]
  const found = looked.flatMap((each) => each?.steps.filter((step) => step.name === name) ?? [])
  if (found.length !== 1) throw new Error(`${found.length} steps are named "${name}"`)
  return found[0] as Step
}

/** Runs a step's script alone, with this environment. */
export async function runStep({ run = '' }: Step, env: Record<string, string>): Promise<Ended> {
  return await start(['bash', '-e', '-c', run], { env, cwd: '/' })
}
