import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { readCommandLine } from '../../src/settings/command-line.ts'
import { readInputs } from '../../src/settings/inputs.ts'
import { inputsOf, type OptionName, optionCalled, optionNames } from '../../src/settings/options.ts'
import { outputsOf } from '../../src/settings/outputs.ts'
import { enough, machine } from './made.ts'

const run = promisify(execFile)
const root = new URL('../../', import.meta.url).pathname

interface Action {
  inputs: Record<string, { description: string; required: boolean; default?: string }>
  outputs: Record<string, { description: string }>
  runs: { using: string; main: string }
}

const files = {
  backup: 'action.yml',
  restore: 'restore/action.yml',
  verify: 'verify/action.yml',
  list: 'list/action.yml',
  doctor: 'doctor/action.yml',
  'setup-client': 'setup/action.yml',
} as const
type Command = keyof typeof files

async function actionFile(command: Command): Promise<Action> {
  return parse(await readFile(join(root, files[command]), 'utf8'))
}

describe.each<Command>(['backup', 'restore', 'verify', 'list', 'doctor', 'setup-client'])(
  'the action.yml of %s',
  (command) => {
    test('declares the options of the command as inputs, each with its meaning', async () => {
      const { inputs } = await actionFile(command)
      expect(Object.keys(inputs)).toEqual(inputsOf(command))
      for (const [name, { description, required }] of Object.entries(inputs)) {
        expect(description.startsWith(optionCalled(name as OptionName).meaning)).toBe(true)
        expect(required).toBe(false)
      }
    })

    test('declares the outputs, each with its meaning', async () => {
      const { outputs: declared } = await actionFile(command)
      expect(Object.entries(declared).map(([name, { description }]) => [name, description])).toEqual(
        Object.entries(outputsOf[command]),
      )
    })

    test('declares defaults that change nothing: a variable still wins where there is one', async () => {
      const { inputs } = await actionFile(command)
      // What the runner hands over when a workflow says nothing.
      const handedOver = Object.entries(inputs).map(([name, { default: usual = '' }]) => [
        `INPUT_${name.toUpperCase()}`,
        usual,
      ])
      const variables = {
        ...enough,
        RETENTION_DAYS: '7',
        AWS_S3_BUCKET: 'bbb',
        AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
      }
      const { settings } = readInputs(command, { ...variables, ...Object.fromEntries(handedOver) }, machine())
      expect(settings).toMatchObject(
        {
          backup: { policy: { keepDays: 7 } },
          restore: { mode: 'into-empty' },
          verify: { what: { kind: 'latest', name: 'app' } },
          list: { limit: 20 },
          doctor: { policy: { keepDays: 7 } },
          'setup-client': { client: { version: 'auto' } },
        }[command],
      )
      const line = readCommandLine([command], variables, machine())
      expect({ ...settings, environment: null }).toEqual({
        ...('settings' in line && line.settings),
        environment: null,
      })
    })

    test('says each default, as one or in words', async () => {
      const { inputs } = await actionFile(command)
      for (const name of inputsOf(command)) {
        const option = optionCalled(name)
        const said = option.otherwise ?? option.default
        const declared = inputs[name]?.default
        if (said !== undefined) expect([declared, inputs[name]?.description].join(' ')).toContain(said)
      }
    })

    test('runs the bundle on Node 24', async () => {
      const { using, main } = (await actionFile(command)).runs
      expect(using).toBe('node24')
      const door = command === 'setup-client' ? 'setup' : command
      expect(join(dirname(files[command]), main)).toBe(`dist/${door}/index.js`)
    })
  },
)

test('the reference has every option and every output in its tables', async () => {
  const text = await readFile(join(root, 'docs/reference.md'), 'utf8')
  for (const name of [...optionNames, ...Object.values(outputsOf).flatMap(Object.keys)])
    expect(text).toContain(`\n| \`${name}\` | `)
})

describe('scripts/build-options.ts', () => {
  test('--check finds action.yml and the reference current, and says which one is not', async () => {
    await using copy = await checkout()
    await expect(build(copy.path, '--check')).resolves.toMatchObject({ stderr: '' })
    const path = join(copy.path, 'docs/reference.md')
    const current = await readFile(path, 'utf8')
    await writeFile(path, current.replace('| `5min` |', '| `6min` |'))
    await expect(build(copy.path, '--check')).rejects.toMatchObject({
      code: 1,
      stderr: 'docs/reference.md does not say what src/settings/options.ts says: run npm run build:options\n',
    })
    await build(copy.path)
    expect(await readFile(path, 'utf8')).toBe(current)
  })
})

function build(folder: string, ...flags: string[]) {
  return run(process.execPath, [join(folder, 'scripts/build-options.ts'), ...flags])
}

async function checkout() {
  const path = await mkdtemp(join(tmpdir(), 'pgdrill-options-'))
  await mkdir(join(path, 'scripts'))
  for (const each of [
    'src',
    'docs',
    'action.yml',
    'restore',
    'verify',
    'list',
    'doctor',
    'setup',
    'package.json',
    'scripts/build-options.ts',
  ]) {
    await cp(join(root, each), join(path, each), { recursive: true })
  }
  await mkdir(join(path, 'node_modules'))
  await cp(join(root, 'node_modules/shlex'), join(path, 'node_modules/shlex'), { recursive: true })
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}
