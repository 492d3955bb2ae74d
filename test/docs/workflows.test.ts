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

test('AWS by OIDC, R2, MinIO and a call from elsewhere are shown', () => {
  const all = examples.join('\n')
  for (const what of ['role-to-assume', 'r2.cloudflarestorage.com', 'minio', 'workflows/backup.yml@'])
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

test('a call from elsewhere gives backup.yml only what it takes, and what it must have', async () => {
  const { on } = await readWorkflow('backup.yml')
  const { inputs, secrets } = on.workflow_call as Record<
    'inputs' | 'secrets',
    Record<string, { required?: boolean }>
  >
  const calls = examples
    .flatMap((text) => Object.values((parse(text) as Workflow).jobs))
    .filter((job) => 'uses' in job) as unknown as { with: object; secrets: object }[]
  expect(calls).not.toEqual([])
  for (const call of calls) {
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(call.with)))
    expect(Object.keys(secrets)).toEqual(expect.arrayContaining(Object.keys(call.secrets)))
    const required = Object.keys(inputs).filter((name) => inputs[name]?.required)
    expect(Object.keys(call.with)).toEqual(expect.arrayContaining(required))
  }
})

test('docs/workflow.md names every variable and every secret of backup.yml, and no other', async () => {
  const workflow = await readFile(join(root, '.github/workflows/backup.yml'), 'utf8')
  const page = await readFile(join(root, 'docs/workflow.md'), 'utf8')
  const used = [...workflow.matchAll(/\b(vars|secrets)\.(\w+)/g)].map(([, kind, name]) => [name, kind])
  const rows = [...page.matchAll(/^\| (`.*`) \| (variable|secret)s? \|/gm)]
  const named = rows.flatMap(([, names = '', kind]) =>
    names.split(', ').map((name) => [name.replaceAll('`', ''), kind === 'secret' ? 'secrets' : 'vars']),
  )
  expect(sorted(named)).toEqual(sorted(used))
})

function sorted(pairs: readonly (readonly (string | undefined)[])[]): string[] {
  return [...new Set(pairs.map((pair) => pair.join(' ')))].sort()
}
