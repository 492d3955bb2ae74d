import { setTimeout as sleep } from 'node:timers/promises'
import { attempt, type Fault } from '../postgres/attempt.ts'
import { type Course, courseOf, messageIn, told } from '../postgres/moments.ts'
import { lastLine, type Operation, operationNamed, type Scene } from '../postgres/operations.ts'
import type { Random } from '../postgres/random.ts'
import type { Running, Stage } from '../postgres/stage.ts'
import type { Outcome } from '../trial.ts'

export type Signal = 'SIGTERM' | 'SIGINT' | 'SIGKILL'

/** What is sent to whom. */
export interface Kill {
  signal: Signal
  ofChild: boolean
}

export const codes = { SIGTERM: [143], SIGINT: [130], SIGKILL: [] } as const
const secondsToStop = 15_000

interface Aim extends Fault {
  at: string
}

/** Kills pgdrill itself: at a message that passes the proxy where there is one, else after a part of its time. */
export function killing(signal: Signal, course: Course, random: Random): Aim {
  const message = course.isRow.length > 0 && random.fraction() < 0.7 ? messageIn(course, random) : undefined
  // The first part is Node's, before anything is done.
  const afterMs = (0.25 + 0.75 * random.fraction()) * course.milliseconds
  const fault: Aim = {
    at: '',
    codes: codes[signal],
    names: /stopped by SIG(TERM|INT)/,
    async begin({ stage }, { child, ended }) {
      if (message === undefined) {
        const timer = setTimeout(() => {
          if (child.kill(signal)) fault.at = `after ${Math.round(afterMs)} ms`
        }, afterMs)
        void ended.then(() => clearTimeout(timer))
        return undefined
      }
      stage.proxy.act = (passing) => {
        if (fault.at !== '' || passing.before < message) return undefined
        fault.at = `at ${told(passing)}`
        child.kill(signal)
        // Long enough for the process to be gone, or to hear of it, before the message is there.
        return { stallMs: 20 }
      }
      return undefined
    },
    limitMs: secondsToStop + 45_000,
  }
  return fault
}

const children = /^(pg_dump|pg_dumpall|pg_restore|psql|initdb|postgres)$/

/** Kills what pgdrill has started: one of PostgreSQL's programs, some time after it was first seen. */
export function killingChild(signal: Signal, course: Course, random: Random): Aim {
  const afterMs = random.fraction() * course.milliseconds * 0.5
  const pick = random.fraction()
  const fault: Aim = {
    at: '',
    names:
      /pg_dump|pg_restore|psql|initdb|postgres|server|connection|terminat|shutting down|starting up|recovery/i,
    async begin(scene, running) {
      const killed = killOne(scene.stage, running, signal, { afterMs, pick })
      return async () => {
        fault.at = await killed
      }
    },
  }
  return fault
}

/** What it has killed; empty where everything ended before. */
export async function killOne(
  stage: Stage,
  { child, ended }: Running,
  signal: Signal,
  { afterMs, pick }: { afterMs: number; pick: number },
): Promise<string> {
  let isOver = false
  void ended.then(() => {
    isOver = true
  })
  await sleep(150 + afterMs)
  while (!isOver) {
    const all = await stage.processes()
    const found = all.filter(({ pid, name }) => pid !== child.pid && children.test(name))
    const victim = found[Math.floor(pick * found.length)]
    if (victim !== undefined) {
      try {
        process.kill(victim.pid, signal)
        return `${victim.name} killed`
      } catch {
        // It has ended in this very moment.
      }
    }
    await sleep(20)
  }
  return ''
}

/** Tries a kill; after a SIGKILL also what the next run makes of it. One that came too late is tried again. */
export async function outcomeOf(
  scene: Scene,
  operation: Operation,
  aim: (course: Course) => Aim,
  tries = 4,
): Promise<Outcome> {
  const fault = aim(await courseOf(scene, operation))
  const { broken, ended } = await attempt(scene, operation, fault)
  if (ended.signal !== null) broken.push(...(await afterNext(scene, operation)))
  if (broken.length > 0) return { fate: 'broken', broken: broken.map((each) => `${each} [${fault.at}]`) }
  if (fault.at === '' && tries > 1) return await outcomeOf(scene, operation, aim, tries - 1)
  if (ended.code === 0) return { fate: 'survived', detail: fault.at }
  const why = ended.signal === null ? lastLine(ended.stderr) : 'killed'
  return { fate: 'failed cleanly', detail: `${fault.at}: ${why}` }
}

/** What does not hold after the run that a careful user starts after a kill. */
async function afterNext(scene: Scene, operation: Operation): Promise<string[]> {
  const { stage } = scene
  const next = operationNamed(operation)
  // A name holds its second, and two backups of one second are refused.
  if (operation.next === 'backup') await sleep(1_100)
  const { code, stderr } = await stage.run(next.args(scene), next.environment(scene))
  const broken: string[] = []
  if (code !== 0) broken.push(`the next run fails: ${lastLine(stderr)}`)
  const left = await stage.leftRunning()
  broken.push(...left.map(({ command }) => `after the next run there is still: ${command.slice(0, 200)}`))
  stage.end(left)
  broken.push(
    ...(await stage.temporary()).map((name) => `after the next run there is a temporary file: ${name}`),
  )
  const wrong = await next.judgeNext(scene)
  broken.push(...wrong, ...(wrong.length > 0 ? [`the next run said: ${stderr}`] : []))
  const { changed } = scene.stored()
  broken.push(...changed.map((name) => `an earlier backup changed: ${name}`))
  return broken
}
