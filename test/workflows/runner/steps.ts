import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import { root, type Step } from '../workflow.ts'
import { allows, asText, type Contexts, fill, filledTexts } from './expressions.ts'
import { type Ended, masksIn, start } from './processes.ts'

/** An action of somebody else's, played by a function: what it is given, and the outputs it gives back. */
export type Player = (inputs: Readonly<Record<string, string>>) => Promise<Record<string, string>>

/** What a job's steps share. */
export interface JobFrame {
  contexts: Contexts
  env: Readonly<Record<string, string>>
  /** The current folder of its steps. */
  workspace: string
  /** By owner and name, without the version. */
  players: Readonly<Record<string, Player>>
  /** How long a minute is; a real one, if not told. */
  minuteMs?: number
  /** What the log must not show and outputs must not hold; grows. */
  masks: Set<string>
}

export interface StepResult {
  name: string
  outcome: 'success' | 'failure' | 'skipped'
  /** The outcome, or success where it is of no matter: `continue-on-error`. */
  conclusion: 'success' | 'failure' | 'skipped'
  outputs: Record<string, string>
  log: string
  summary: string
}

type Done = Omit<StepResult, 'name' | 'outcome' | 'conclusion'> & { ok: boolean }

const known = 'name id if uses run with env shell continue-on-error timeout-minutes'

/** Runs steps in their order; after one that failed, only those whose `if` says so. */
export async function runSteps(steps: readonly Step[], frame: JobFrame): Promise<StepResult[]> {
  const results: StepResult[] = []
  const byId: Record<string, StepResult> = {}
  for (const step of steps) {
    refuseUnknown(step, known.split(' '))
    const failed = results.some(({ conclusion }) => conclusion === 'failure')
    const inStep = { ...frame, contexts: { ...frame.contexts, steps: byId } }
    const result = await runStep(step, inStep, failed ? 'failure' : 'success')
    results.push(result)
    if (step.id !== undefined) byId[step.id] = result
  }
  return results
}

async function runStep(step: Step, frame: JobFrame, status: 'success' | 'failure'): Promise<StepResult> {
  const name = step.name ?? step.uses ?? step.run ?? ''
  const env = { ...frame.env, ...filledTexts(step.env, { ...frame.contexts, env: frame.env }) }
  const contexts = { ...frame.contexts, env }
  if (!allows(step.if, contexts, status))
    return { name, outcome: 'skipped', conclusion: 'skipped', outputs: {}, log: '', summary: '' }
  const inStep = { ...frame, contexts, env, limitMs: limitOf(step, frame) }
  const { ok, ...done } = await (step.uses === undefined
    ? runScript(step, inStep)
    : runAction(step.uses, filledTexts(step.with, contexts), inStep))
  for (const mask of masksIn(done.log)) frame.masks.add(mask)
  const outcome = ok ? 'success' : 'failure'
  return { name, outcome, conclusion: step['continue-on-error'] ? 'success' : outcome, ...done }
}

function limitOf({ 'timeout-minutes': minutes }: Step, { minuteMs = 60_000 }: JobFrame): number | undefined {
  return minutes === undefined ? undefined : minutes * minuteMs
}

/** A step's, with the time that it has. */
type StepFrame = JobFrame & { limitMs?: number | undefined }

/** As GitHub starts it: `bash -e`, with pipefail where bash is asked for by name. */
async function runScript({ run, shell }: Step, frame: StepFrame): Promise<Done> {
  if (run === undefined || !(shell === undefined || shell === 'bash'))
    throw new Error(`cannot run by ${shell}`)
  // The text as it stands: an expression in it would have become part of the program.
  const script = asText(fill(run, frame.contexts))
  const options = shell === undefined ? ['-e'] : ['--noprofile', '--norc', '-eo', 'pipefail']
  const { env, workspace: cwd, limitMs } = frame
  return done(await start(['bash', ...options, '-c', script], { env, cwd, limitMs }))
}

function done({ code, ...others }: Ended): Done {
  return { ok: code === 0, ...others }
}

async function runAction(uses: string, given: Record<string, string>, frame: StepFrame): Promise<Done> {
  if (uses.startsWith('$/')) return await runOwnAction(join(root, uses.slice(2)), given, frame)
  const player = frame.players[uses.replace(/@.*/, '')]
  if (player === undefined) throw new Error(`nobody plays the action ${uses}`)
  return { ok: true, outputs: await player(given), log: '', summary: '' }
}

interface Action {
  inputs?: Record<string, { default?: string }>
  outputs?: Record<string, unknown>
  runs: { using: string; main: string; steps: Step[] }
}

async function runOwnAction(folder: string, given: Record<string, string>, frame: StepFrame): Promise<Done> {
  const { inputs: declared = {}, runs }: Action = parse(await readFile(join(folder, 'action.yml'), 'utf8'))
  const unknown = Object.keys(given).filter((name) => !(name in declared))
  if (unknown.length > 0) throw new Error(`${folder} has no input ${unknown.join(', ')}`)
  const defaults = Object.entries(declared).map(([name, { default: usual = '' }]) => [name, usual])
  const inputs: Record<string, string> = { ...Object.fromEntries(defaults), ...given }
  if (runs.using === 'composite') return await runComposite(folder, runs.steps, inputs, frame)
  if (runs.using !== 'node24') throw new Error(`cannot run ${folder} by ${runs.using}`)
  const env = Object.entries(inputs).map(([name, text]) => [`INPUT_${name.toUpperCase()}`, text])
  const main = join(folder, runs.main)
  const { workspace: cwd, limitMs } = frame
  const options = { env: { ...frame.env, ...Object.fromEntries(env) }, cwd, limitMs }
  return done(await start([process.execPath, main], options))
}

/** It sees its inputs and the environment, and no secrets. */
async function runComposite(
  folder: string,
  steps: readonly Step[],
  inputs: Record<string, string>,
  frame: JobFrame,
): Promise<Done> {
  const { secrets: _, ...contexts } = frame.contexts
  const env = { ...frame.env, GITHUB_ACTION_PATH: dirname(join(folder, 'action.yml')) }
  const results = await runSteps(steps, { ...frame, env, contexts: { ...contexts, inputs } })
  const ok = results.every(({ conclusion }) => conclusion !== 'failure')
  return { ok, outputs: {}, log: results.map(({ log }) => log).join(''), summary: '' }
}

/** What this runner does not know it does not leave out in silence. @throws Error */
export function refuseUnknown(value: object, known: readonly string[]): void {
  const unknown = Object.keys(value).filter((key) => !known.includes(key))
  if (unknown.length > 0) throw new Error(`these tests do not know ${unknown.join(', ')}`)
}
