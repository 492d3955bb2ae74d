import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Ended, Installed, Running } from './installed.ts'

interface Action {
  inputs: Record<string, { default?: string }>
  outputs: Record<string, unknown>
  runs: { main: string }
}

const action = parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8')) as Action

export const outputNames = Object.keys(action.outputs)

/** What a step left behind. */
export interface Step extends Ended {
  outputs: Record<string, string>
  summary: string
  /** Workflow commands in the order in which they came: `::error title=x::y`, unescaped. */
  commands: { name: string; title: string | undefined; text: string }[]
}

export interface RunningStep extends Running {
  readonly step: Promise<Step>
}

/** Starts an action's bundle as the runner does: every input of action.yml as INPUT_*, dashes kept, empty where not given. */
export async function startStep(
  installed: Installed,
  inputs: Record<string, string>,
  environment: Record<string, string> = {},
): Promise<RunningStep> {
  const files = await commandFiles(installed)
  const running = installed.startProgram([process.execPath, installed.path(action.runs.main)], {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    RUNNER_TEMP: installed.path('temp'),
    ...files,
    ...inputVariables(inputs),
    ...environment,
  })
  const step = running.ended.then((ended) => ({
    ...ended,
    outputs: outputsIn(readFileSync(files.GITHUB_OUTPUT, 'utf8')),
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
    commands: commandsIn(ended.stdout),
  }))
  return { ...running, step }
}

export async function runStep(...given: Parameters<typeof startStep>): Promise<Step> {
  return (await startStep(...given)).step
}

function inputVariables(inputs: Record<string, string>): Record<string, string> {
  const unknown = Object.keys(inputs).filter((name) => !(name in action.inputs))
  if (unknown.length > 0) throw new Error(`action.yml has no input ${unknown.join(', ')}`)
  return Object.fromEntries(
    Object.entries(action.inputs).map(([name, { default: otherwise = '' }]) => [
      `INPUT_${name.toUpperCase()}`,
      inputs[name] ?? otherwise,
    ]),
  )
}

let steps = 0
async function commandFiles(installed: Installed) {
  const folder = `step-${++steps}`
  return {
    GITHUB_OUTPUT: await installed.write(`${folder}/output`, ''),
    GITHUB_STEP_SUMMARY: await installed.write(`${folder}/summary`, ''),
    GITHUB_ENV: await installed.write(`${folder}/env`, ''),
    GITHUB_STATE: await installed.write(`${folder}/state`, ''),
  }
}

function outputsIn(file: string): Record<string, string> {
  const found = file.matchAll(/^([^<\n]+)<<(\S+)\n(?:([\s\S]*?)\n)?\2$/gm)
  return Object.fromEntries([...found].map(([, name = '', , value = '']) => [name, value]))
}

function commandsIn(stdout: string): Step['commands'] {
  const found = stdout.matchAll(/^::([\w-]+)(?: title=([^:]*))?::(.*)$/gm)
  return [...found].map(([, name = '', title, text = '']) => ({ name, title, text: unescaped(text) }))
}

function unescaped(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}
