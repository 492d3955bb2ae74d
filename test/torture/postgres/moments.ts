import type { Passing } from '../../servers/postgres-proxy.ts'
import { attempt, type Result } from './attempt.ts'
import type { Operation, Scene } from './operations.ts'
import type { Random } from './random.ts'

/** What a run without a fault looks like, to choose moments in it. */
export interface Course {
  milliseconds: number
  /** Of each message that passed the proxy: whether it is one of the rows of a COPY. */
  isRow: boolean[]
}

/** Runs the operation once without a fault. @throws Error when it fails */
export async function courseOf(scene: Scene, operation: Operation): Promise<Course> {
  const known = scene.courses.get(operation.name)
  if (known !== undefined) return known
  const isRow: boolean[] = []
  const result: Result = await attempt(scene, operation, {
    async begin({ stage }) {
      stage.proxy.act = ({ letter }) => {
        isRow.push(letter === 'd')
        return undefined
      }
      return undefined
    },
  })
  const { code, stderr, milliseconds } = result.ended
  if (code !== 0 || result.broken.length > 0)
    throw new Error(`${operation.name} fails without a fault: ${result.broken.join('; ')} ${stderr}`)
  const course = { milliseconds, isRow }
  scene.courses.set(operation.name, course)
  return course
}

/** The number of a message: three in four times none of the rows, which are nearly all messages there are. */
export function messageIn({ isRow }: Course, random: Random): number {
  const all = isRow.map((_, at) => at)
  const others = all.filter((at) => !isRow[at])
  return random.of(random.fraction() < 0.75 && others.length > 0 ? others : all)
}

/** Says of a message what it is, for a report. */
export function told({ connection, from, letter, sql }: Passing): string {
  const what =
    sql === undefined ? `message "${letter}"` : JSON.stringify(sql.replace(/\s+/g, ' ').slice(0, 60))
  return `${what} of the ${from} on connection ${connection}`
}
