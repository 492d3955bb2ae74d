import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { split } from 'shlex'
import { parse } from 'yaml'
import { readCommandLine } from '../../src/settings/command-line.ts'
import { actionInputs } from '../workflows/workflow.ts'
import { fencesIn } from './fences.ts'
import { root } from './program.ts'

const page = readFileSync(join(root, 'docs/doctor.md'), 'utf8')
const blocks = await fencesIn('docs/doctor.md')
const commandLines = blocks
  .filter(({ name }) => name === 'pgdrill')
  .flatMap(({ text }) => text.trim().split('\n'))

test.each(commandLines)('pgdrill understands: %s', (line) => {
  const [program, ...argv] = split(line)
  expect(program).toBe('pgdrill')
  expect(() => readCommandLine(argv, {})).not.toThrow()
})

test('the step gives the action only inputs that it has, and lets the backup go on', async () => {
  const [step] = blocks.filter(({ name }) => name === 'step').flatMap(({ text }) => parse(text))
  expect(step).toMatchObject({ uses: 'OWNER/pgdrill/doctor@v0.1.0', 'continue-on-error': true })
  expect(await actionInputs('doctor')).toEqual(expect.arrayContaining(Object.keys(step.with)))
})

test('every check that there is has its row', () => {
  const folder = join(root, 'src/doctor')
  const sources = [join(root, 'src/doctor.ts'), ...readdirSync(folder).map((file) => join(folder, file))]
  const checks = sources.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/(?:note|check)\(\s*'([a-z ]+)'/g)].map(
      ([, check = '']) => check,
    ),
  )
  expect(checks.length).toBeGreaterThan(20)
  expect([...new Set(checks)].filter((check) => !page.includes(`\`${check}\``))).toEqual([])
})
