import { getExecOutput } from '@actions/exec'

export interface Ran {
  code: number
  stdout: string
  stderr: string
}

/** Runs a short command to its end; undefined where the machine has no such program. */
export async function run(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran | undefined> {
  try {
    const options = { silent: true, ignoreReturnCode: true, env: { PATH: path, LC_ALL: 'C', ...env } }
    const { exitCode: code, stdout, stderr } = await getExecOutput(program, [...args], options)
    return { code, stdout, stderr }
  } catch (error) {
    if (/Unable to locate executable|ENOENT/.test(String(error))) return undefined
    throw error
  }
}

// Of the system's own programs, whatever PATH says: one of them decides whom to trust.
const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
