import { setTimeout as sleep } from 'node:timers/promises'
import type { Operation, Scene } from './operations.ts'
import { driller, type Ended, owner, type Running } from './stage.ts'

/** What one fault did: what is broken is what no fault may break. */
export type Result = { broken: string[]; ended: Ended }

export interface Fault {
  /** Begins, now or at a message that passes the proxy; what it gives ends the fault again. */
  begin(scene: Scene, running: Running): Promise<(() => Promise<void>) | undefined>
  /** What the message of a run that fails by it has to name. */
  names?: RegExp
  /** What pgdrill may exit with besides 0; 1, and 3 for a drill, when left out. */
  codes?: readonly number[]
  /** How long it may take. */
  limitMs?: number
}

const generalLimitMs = 60_000

/** Runs an operation with a fault, and looks at everything that must hold afterwards. */
export async function attempt(scene: Scene, operation: Operation, fault: Fault): Promise<Result> {
  const { stage } = scene
  await stage.clear()
  await operation.prepare(scene)
  await stage.freshProxy()
  const running = stage.start(operation.args(scene), operation.environment(scene))
  const heal = await fault.begin(scene, running)
  const broken: string[] = []
  const limitMs = fault.limitMs ?? generalLimitMs
  const late = setTimeout(() => {
    broken.push(`it did not end within ${limitMs / 1000} s`)
    running.child.kill('SIGKILL')
  }, limitMs)
  const ended = await running.ended
  clearTimeout(late)
  await heal?.()
  broken.push(...judgeEnd(ended, operation, fault))
  const left = await stage.leftRunning()
  broken.push(...left.map(({ command }) => `still running: ${command.slice(0, 200)}`))
  stage.end(left)
  await sessionsGone(scene)
  broken.push(...(await operation.judge(scene, ended)))
  const { changed } = scene.stored()
  broken.push(...changed.map((name) => `an earlier backup changed: ${name}`))
  if (ended.signal === null) broken.push(...(await temporaryFiles(scene)))
  return { broken, ended }
}

function judgeEnd({ code, signal, stderr, stdout }: Ended, operation: Operation, fault: Fault): string[] {
  const broken: string[] = []
  for (const { password } of [owner, driller])
    for (const secret of [password, encodeURIComponent(password)])
      if ((stdout + stderr).includes(secret)) broken.push('a password is in the output')
  if (signal !== null) return broken
  const errors = stderr.split('\n').filter((line) => line.startsWith('error: '))
  const codes = fault.codes ?? (operation.next === 'verify' ? [3] : [1])
  if (code !== 0 && !codes.includes(code ?? -1)) broken.push(`exit code ${code}: ${errors.join('\n')}`)
  if (code === 0 && errors.length > 0) broken.push('exit code 0 with an error')
  if (code !== 0 && errors.length !== 1) broken.push(`${errors.length} errors are told:\n${stderr}`)
  if (/this is a fault of pgdrill's/.test(stderr)) broken.push(`a stack: ${stderr}`)
  if (code !== 0 && fault.names !== undefined && !fault.names.test(errors.join('\n')))
    broken.push(`the error does not name the cause: ${errors.join('\n')}`)
  return broken
}

/** What a server still does for a client that has gone is no session's any more, soon. */
async function sessionsGone({ stage }: Scene): Promise<void> {
  for (const deadline = performance.now() + 10_000; performance.now() < deadline; await sleep(30)) {
    const left = await stage.server
      .query('postgres', "select from pg_stat_activity where application_name = 'pgdrill'")
      .catch(() => [{}])
    if (left.length === 0) return
  }
}

async function temporaryFiles({ stage }: Scene): Promise<string[]> {
  return (await stage.temporary()).map((name) => `a temporary file is left: ${name}`)
}
