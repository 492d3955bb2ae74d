import { spawnSync } from 'node:child_process'
import { isScalar, LineCounter, parseDocument, type Scalar, visit } from 'yaml'
import type { Finding } from './finding.ts'

/** What shellcheck says of each `run`. An expression in one is refused: its value would be run as a program's text. */
export function runFindings(file: string, text: string): Finding[] {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  return runSteps(document).flatMap((script) => {
    const { line, col } = lines.linePos(script.range?.[0] ?? 0)
    const messages = script.value.includes('${{')
      ? ['an expression in "run" becomes part of the program; hand it over by "env"']
      : shellcheck(script.value)
    return messages.map((message) => ({ file, line, column: col, message }))
  })
}

function runSteps(document: ReturnType<typeof parseDocument>): Scalar<string>[] {
  const found: Scalar<string>[] = []
  visit(document, {
    Map(_, step) {
      const script = step.get('run', true)
      const shell = step.get('shell')
      // `run` in `defaults` is a map. Scripts for other shells are not for shellcheck.
      if (!isScalar<string>(script) || !(shell === undefined || shell === 'bash')) return
      found.push(script)
    },
  })
  return found
}

function shellcheck(script: string): string[] {
  const args = ['--shell=bash', '--format=json1', '-']
  const { stdout, stderr, error } = spawnSync('shellcheck', args, { input: script, encoding: 'utf8' })
  if (error) throw error
  if (stdout === '') throw new Error(`shellcheck says: ${stderr}`)
  const { comments } = JSON.parse(stdout) as { comments: { line: number; code: number; message: string }[] }
  return comments.map(({ line, code, message }) => `line ${line} of the script: ${message} (SC${code})`)
}
