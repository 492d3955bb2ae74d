import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pythonOfS3Server } from '../../servers/s3.ts'

export type StorePlace =
  | { folder: string }
  | { endpoint: string; bucket: string; prefix: string; key: string; secret: string }

type Environment = Record<string, string>

/** What check.py is to look at; its head says what each part means. */
export interface Look {
  stores?: readonly StorePlace[]
  kept?: Record<string, string>
  removable?: readonly string[]
  restore?: { env: Environment; answers: Record<string, string> }
  databases?: { env: Environment; names: readonly string[] }
  target?: { env: Environment; sql: string; answers: readonly string[] }
  temporary?: readonly string[]
  home?: string
  secrets?: readonly string[]
  output?: string
  leftovers?: boolean
  uncommitted?: boolean
}

/** The program that says what a run has left behind and must not be; it shares no code with pgdrill. */
export interface Checker extends Disposable {
  /** sha256 by store and key. */
  remember(stores: readonly StorePlace[]): Promise<Record<string, string>>
  /** Begins to look at the command lines of whatever has this HOME. */
  watch(home: string): Promise<void>
  /** What is broken. */
  look(at: Look): Promise<string[]>
}

export async function startChecker(): Promise<Checker> {
  const child = spawn(await pythonOfS3Server(), [join(import.meta.dirname, 'check.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ask = async (question: object) => {
    child.stdin.write(`${JSON.stringify(question)}\n`)
    const { value, done } = await answers.next()
    if (done) throw new Error('check.py has ended')
    const answer = JSON.parse(value)
    if (answer.error !== undefined) throw new Error(`check.py: ${answer.error}`)
    return answer.ok
  }
  return {
    remember: (stores) => ask({ remember: { stores } }),
    watch: (home) => ask({ watch: home }),
    look: (at) => ask({ look: at }),
    [Symbol.dispose]: () => void child.stdin.end(),
  }
}
