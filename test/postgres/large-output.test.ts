import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Program, textOf } from '../../src/postgres/child.ts'
import { withLargeOutput } from '../../src/postgres/large-output.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pgdrill-test-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('withLargeOutput', () => {
  test('runs a program with a large output buffer, and its own arguments and environment', async () => {
    const program = await withLargeOutput(
      programOf('/usr/bin/env', ['LAST=argument'], { OWN: 'environment' }),
    )
    const lines = (await textOf(program, new AbortController().signal)).split('\n')
    expect(lines).toEqual(expect.arrayContaining(['_STDBUF_O=65536', 'OWN=environment', 'LAST=argument']))
  })

  test('calls the program by its own name when it fails', async () => {
    const script = await scriptOf('[ "$1" = --version ] || exit 3')
    const program = await withLargeOutput(programOf(script))
    expect(program.path).not.toBe(script)
    await expect(textOf(program, new AbortController().signal)).rejects.toThrow(
      'program ended with exit code 3',
    )
  })

  test('leaves a program alone that complains about it', async () => {
    const program = programOf(await scriptOf('echo "cannot be preloaded" >&2'))
    expect(await withLargeOutput(program)).toBe(program)
  })

  test('leaves a program alone that does not start, so that its own error is told', async () => {
    const program = programOf(join(folder, 'missing'))
    expect(await withLargeOutput(program)).toBe(program)
  })
})

function programOf(path: string, args: string[] = [], environment = {}): Program {
  return { path, arguments: args, environment }
}

async function scriptOf(text: string): Promise<string> {
  const path = join(await mkdtemp(join(folder, 'script-')), 'program')
  await writeFile(path, `#!/bin/sh\n${text}\n`)
  await chmod(path, 0o755)
  return path
}
