import { type Job, readWorkflow, type Workflow } from '../workflow.ts'
import { asText, type Contexts, fill, type Status } from './expressions.ts'
import { type JobResult, type JobWorld, runJob } from './jobs.ts'
import { refuseUnknown } from './steps.ts'

type Texts = Readonly<Record<string, string>>

/** A repository, and somebody or something that starts a workflow in it. */
export interface World extends JobWorld {
  secrets: Texts
  vars: Texts
  github?: object
  /** What was typed into the form of workflow_dispatch. */
  inputs?: Readonly<Record<string, unknown>>
}

export interface WorkflowResult {
  /** By the job's id; each of a matrix. A called workflow's are under `caller / job`. */
  jobs: Record<string, JobResult[]>
  /** Of a called workflow. */
  outputs: Record<string, string>
  concurrency: Record<string, unknown> | undefined
}

/** Runs a workflow of this repository as this event would start it, its jobs one after the other. */
export async function runWorkflow(
  file: string,
  event: 'schedule' | 'workflow_dispatch' | 'pull_request',
  world: World,
): Promise<WorkflowResult> {
  const workflow = await readWorkflow(file)
  if (!(event in workflow.on)) throw new Error(`${event} does not start ${file}`)
  const { inputs = {} } = (workflow.on[event] ?? {}) as { inputs?: Declared }
  const given = inputsFrom(inputs, world.inputs ?? {})
  return await runAll(workflow, { ...contextsOf(world), inputs: given }, world)
}

function contextsOf({ secrets, vars, github = {} }: World): Contexts {
  return { secrets, vars, github: { run_id: '1', ...github }, runner: { os: 'Linux' } }
}

type Declared = Record<string, { type?: string; default?: unknown; required?: boolean; options?: string[] }>

/** The inputs with their defaults. @throws Error where GitHub would refuse to start */
function inputsFrom(declared: Declared, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  refuseUnknown(given, Object.keys(declared))
  return Object.fromEntries(
    Object.entries(declared).map(([name, { type, default: usual, required, options }]) => {
      const none = type === 'boolean' ? false : ''
      const value = given[name] ?? usual ?? none
      if (required && value === '') throw new Error(`the input ${name} is required`)
      if (options && !options.includes(value as string)) throw new Error(`${value} is no ${name}`)
      return [name, value]
    }),
  )
}

/** Runs a workflow's text, an example of the docs for one; it may call those of this repository. */
export async function runAll(workflow: Workflow, contexts: Contexts, world: World): Promise<WorkflowResult> {
  const jobs: Record<string, JobResult[]> = {}
  const needed: Record<string, { result: Status; outputs: Record<string, string> }> = {}
  for (const [id, job] of Object.entries(workflow.jobs)) {
    const needs = [job.needs ?? []].flat()
    const seen = { ...contexts, needs: Object.fromEntries(needs.map((name) => [name, needed[name]])) }
    const status = statusOf(needs.map((name) => needed[name]?.result ?? 'skipped'))
    if (job.uses === undefined) {
      jobs[id] = await runJob(job, seen, status, world)
      needed[id] = together(jobs[id])
    } else {
      const called = await call(job, seen, world)
      for (const [name, results] of Object.entries(called.jobs)) jobs[`${id} / ${name}`] = results
      needed[id] = { ...together(Object.values(called.jobs).flat()), outputs: called.outputs }
    }
  }
  const concurrency =
    workflow.concurrency && (fill(workflow.concurrency, contexts) as Record<string, unknown>)
  return { jobs, outputs: outputsOf(workflow, contexts, needed), concurrency }
}

function statusOf(results: readonly Status[]): Status {
  if (results.every((result) => result === 'success')) return 'success'
  return results.includes('failure') ? 'failure' : 'skipped'
}

function together(results: readonly JobResult[]) {
  const ran = results.filter(({ result }) => result !== 'skipped')
  const failed = ran.some(({ result }) => result === 'failure')
  const result: Status = failed ? 'failure' : ran.length === 0 ? 'skipped' : 'success'
  return { result, outputs: Object.assign({}, ...results.map(({ outputs }) => outputs)) }
}

/** Only what is handed over by name crosses from the caller into a called workflow; variables are the caller's. */
async function call(job: Job, contexts: Contexts, world: World): Promise<WorkflowResult> {
  refuseUnknown(job, ['name', 'needs', 'uses', 'with', 'secrets', 'permissions'])
  const [, file] = /^OWNER\/pgdrill\/\.github\/workflows\/([\w-]+\.yml)@\S+$/.exec(job.uses ?? '') ?? []
  if (file === undefined) throw new Error(`cannot call ${job.uses}`)
  const called = await readWorkflow(file)
  const declared = called.on.workflow_call as { inputs: Declared; secrets?: object }
  const inputs = inputsFrom(declared.inputs, fill(job.with ?? {}, contexts) as Record<string, unknown>)
  refuseUnknown(job.secrets ?? {}, Object.keys(declared.secrets ?? {}))
  const secrets = Object.entries(job.secrets ?? {}).map(([name, text]) => [
    name,
    asText(fill(text, contexts)),
  ])
  const { vars, github, runner } = contexts
  const inside = { vars, github, runner, inputs, secrets: Object.fromEntries(secrets), called: true }
  return await runAll(called, inside, world)
}

function outputsOf(workflow: Workflow, contexts: Contexts, jobs: object): Record<string, string> {
  const { outputs = {} } = (workflow.on.workflow_call ?? {}) as {
    outputs?: Record<string, { value: string }>
  }
  if (contexts.called !== true) return {}
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { value }]) => [name, asText(fill(value, { ...contexts, jobs }))]),
  )
}
