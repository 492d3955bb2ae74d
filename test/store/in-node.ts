import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const sources = join(import.meta.dirname, '../../src/store')

/**
 * Runs code in a Node of its own, behind a shell's preparations, and returns what it told `say`, an error's message.
 * Inside jest, errors that Node itself makes are no `Error` to the code under test, which the AWS SDK stumbles over.
 *
 * @param module where `open` comes from, under src/store
 */
export async function inNode(
  [module, open]: readonly [module: string, open: string],
  code: string,
  shell = 'exec "$0" "$@"',
): Promise<string[]> {
  const script = `import { ${open} } from ${JSON.stringify(join(sources, module))}
    const signal = new AbortController().signal
    const say = (error) => console.log(JSON.stringify(error.message))
    ${code}`
  const node = [
    process.execPath,
    '--disable-warning=ExperimentalWarning',
    '--input-type=module',
    '--eval',
    script,
  ]
  const { stdout } = await promisify(execFile)('bash', ['-c', shell, ...node], { env: process.env })
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}
