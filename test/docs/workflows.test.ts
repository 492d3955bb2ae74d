import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { actionInputs, readWorkflow, type Step, type Workflow } from '../workflows/workflow.ts'
import { type Fence, fencesIn } from './fences.ts'
import { root, run } from './program.ts'

const pages = ['README.md', 'docs/workflow.md']
const fences = (await Promise.all(pages.map(fencesIn))).flat()
const examples = fences.filter(({ language }) => language === 'yaml').map(asWorkflow)

/** A whole workflow as it stands; a step in a workflow around it. */
function asWorkflow({ name, text }: Fence): string {
  if (name === 'workflow') return text
  if (name !== 'step') throw new Error(`a YAML block is marked "${name}": ${text}`)
  const job = `  dump:\n    name: dump\n    runs-on: ubuntu-latest\n    steps:\n${text.replace(/^/gm, '      ').trimEnd()}`
  const head = `name: x\non: push\npermissions: {}\nconcurrency: { group: x, cancel-in-progress: false }\n`
  return `${head}jobs:\n${job}\n`
}

function stepsOf(text: string): Step[] {
  const { jobs }: Workflow = parse(text)
  return Object.values(jobs).flatMap(({ steps }) => steps ?? [])
}

test('AWS by OIDC, R2, MinIO and calls from elsewhere are shown', () => {
  const all = examples.join('\n')
  for (const what of [
    'role-to-assume',
    'r2.cloudflarestorage.com',
    'minio',
    'workflows/backup.yml@',
    'workflows/restore.yml@',
    'workflows/restore-drill.yml@',
  ])
    expect(all).toContain(what)
})

describe('the examples', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pgdrill-examples-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('pass the linters that this project holds its own workflows to', async () => {
    const files = examples.map((_, at) => join(folder, '.github/workflows', `example-${at + 1}.yml`))
    for (const [at, file] of files.entries()) {
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, examples[at] ?? '')
    }
    const ended = await run([join(root, 'scripts/lint-workflows.sh'), ...files])
    expect(ended).toMatchObject({
      code: 0,
      stderr: expect.stringContaining(`${files.length} files: no findings`),
    })
  })

  test('give the action only inputs that it has', async () => {
    const ours = examples.flatMap(stepsOf).filter(({ uses }) => uses?.startsWith('OWNER/pgdrill@'))
    expect(ours).toHaveLength(3)
    const inputs = await actionInputs()
    for (const step of ours) expect(inputs).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})))
  })

  test('pin other actions as our own workflows do', async () => {
    const own = await readWorkflow('backup.yml')
    const pins = Object.values(own.jobs).flatMap(({ steps }) => steps.map(({ uses }) => uses))
    const others = examples
      .flatMap(stepsOf)
      .flatMap(({ uses }) => (uses?.startsWith('OWNER/') ? [] : (uses ?? [])))
    expect(others).not.toEqual([])
    for (const uses of others) expect(pins).toContain(uses)
  })
})

test.each(['backup.yml', 'restore.yml', 'restore-drill.yml'])(
  'a call from elsewhere gives %s only what it takes, and what it must have',
  async (file) => {
    const { inputs, secrets = {} } = (await readWorkflow(file)).on.workflow_call as Declared
    const calls = examples
      .flatMap((text) => Object.values((parse(text) as Workflow).jobs))
      .filter((job) => job.uses?.includes(`/.github/workflows/${file}@`))
    expect(calls).not.toEqual([])
    for (const call of calls) {
      expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(call.with ?? {})))
      expect(Object.keys(secrets)).toEqual(expect.arrayContaining(Object.keys(call.secrets ?? {})))
      const required = Object.keys(inputs).filter((name) => inputs[name]?.required)
      expect(Object.keys(call.with ?? {})).toEqual(expect.arrayContaining(required))
    }
  },
)

interface Declared {
  inputs: Record<string, { required?: boolean }>
  secrets?: object
  outputs?: object
}

test('docs/workflow.md names every variable and every secret of the workflows, and no other', async () => {
  const files = ['backup.yml', 'restore.yml', 'restore-drill.yml'].map((file) =>
    readFile(join(root, '.github/workflows', file), 'utf8'),
  )
  const text = (await Promise.all(files)).join('\n')
  const page = await readFile(join(root, 'docs/workflow.md'), 'utf8')
  const used = [...text.matchAll(/\b(vars|secrets)\.(\w+)/g)].map(([, kind, name]) => [name, kind])
  const rows = [...page.matchAll(/^\| (`.*`) \| (variable|secret)s? \|/gm)]
  const named = rows.flatMap(([, names = '', kind]) =>
    names.split(', ').map((name) => [name.replaceAll('`', ''), kind === 'secret' ? 'secrets' : 'vars']),
  )
  expect(sorted(named)).toEqual(sorted(used))
})

test.each(['backup.yml', 'restore.yml'])('docs/workflow.md names every output of %s', async (file) => {
  const { outputs = {} } = (await readWorkflow(file)).on.workflow_call as Declared
  const page = (await readFile(join(root, 'docs/workflow.md'), 'utf8')).replaceAll(/\s+/g, ' ')
  const [last] = Object.keys(outputs).slice(-1)
  const others = Object.keys(outputs).slice(0, -1)
  expect(page).toContain(`Its outputs are ${others.map((name) => `\`${name}\``).join(', ')} and \`${last}\``)
})

test('docs/workflow.md names every field of the form of restore.yml', async () => {
  const { inputs } = (await readWorkflow('restore.yml')).on.workflow_dispatch as Declared
  const page = await readFile(join(root, 'docs/workflow.md'), 'utf8')
  const [, table = ''] = page.split('| field | |\n| --- | --- |\n')
  const fields = [...(table.split('\n\n')[0] ?? '').matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name)
  expect(fields).toEqual(Object.keys(inputs))
})

function sorted(pairs: readonly (readonly (string | undefined)[])[]): string[] {
  return [...new Set(pairs.map((pair) => pair.join(' ')))].sort()
}
