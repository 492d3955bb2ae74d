import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from '@jest/globals'

const src = join(import.meta.dirname, '../src')
const scripts = join(import.meta.dirname, '../scripts')

/** The layers of the design page, outermost first; an import may only go inwards, and stages not to one another. */
const layers = [
  ['entries'],
  ['stories', 'report', 'settings'],
  ['postgres', 'fingerprint', 'compress', 'encrypt', 'retention'],
  ['catalog'],
  ['store'],
  ['errors'],
]
const stages = layers[2] ?? []

interface Import {
  from: string
  to: string
  typeOnly: boolean
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.includes('assembly/'))
  .map((file) => file.replaceAll('\\', '/'))
const imports = files.flatMap(importsOf)

function importsOf(from: string): Import[] {
  const text = readFileSync(join(src, from), 'utf8')
  const found = text.matchAll(
    /^(?:import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'|import\('([^']+)'\)|^import '([^']+)'/gm,
  )
  return [...found].map(([, typeOnly, named, dynamic, bare]) => {
    const target = (named ?? dynamic ?? bare) as string
    const to = target.startsWith('.') ? normalize(join(dirname(from), target)).replaceAll('\\', '/') : target
    return { from, to, typeOnly: typeOnly !== undefined }
  })
}

function topicOf(file: string): string {
  if (file === 'errors.ts' || file === 'version.ts') return 'errors'
  const [folder = ''] = file.split('/')
  // A story's folder holds its steps.
  return !file.includes('/') || ['backup', 'restore', 'drill', 'doctor'].includes(folder) ? 'stories' : folder
}

function layerOf(file: string): number {
  return layers.findIndex((topics) => topics.includes(topicOf(file)))
}

const inside = imports.filter(({ to }) => files.includes(to))
const shown = ({ from, to }: Import) => `${from} imports ${to}`

describe('imports', () => {
  test('every file has a place in the layers', () => {
    expect(files.filter((file) => layerOf(file) === -1)).toEqual([])
  })

  test('every import of our own resolves, so that none escapes the other tests', () => {
    expect(imports.filter(({ to }) => /\.ts$/.test(to) && !files.includes(to)).map(shown)).toEqual([])
    expect(inside.length).toBeGreaterThan(100)
  })

  test('imports go one way, from entries to errors', () => {
    const breaches = inside.filter(({ from, to }) => layerOf(to) < layerOf(from))
    expect(breaches.map(shown)).toEqual([])
  })

  test('stages do not import one another', () => {
    const breaches = inside.filter(
      ({ from, to }) =>
        stages.includes(topicOf(from)) && stages.includes(topicOf(to)) && topicOf(from) !== topicOf(to),
    )
    expect(breaches.map(shown)).toEqual([])
  })

  test('reports and stories do not run in a circle: reports take only types from stories', () => {
    const breaches = inside.filter(
      ({ from, to, typeOnly }) => topicOf(from) === 'report' && topicOf(to) === 'stories' && !typeOnly,
    )
    expect(breaches.map(shown)).toEqual([])
  })

  test('@actions/* is imported by entries, report/github, settings, and what installs client tools, only', () => {
    const breaches = imports.filter(
      ({ from, to }) =>
        to.startsWith('@actions/') &&
        !/^(entries\/|report\/github|settings\/|postgres\/install\/)/.test(from),
    )
    expect(breaches.map(shown)).toEqual([])
  })

  test('the AWS SDK is imported by store/s3 only', () => {
    const sdk = imports.filter(({ to }) => /^@(aws-sdk|smithy)\//.test(to))
    expect(sdk.length).toBeGreaterThan(0)
    expect(sdk.filter(({ from }) => !from.startsWith('store/s3/')).map(shown)).toEqual([])
  })

  test('only dynamic imports reach store/s3, so that the SDK is loaded when a bucket is used', () => {
    const breaches = inside.filter(
      ({ from, to, typeOnly }) => to === 'store/s3/store.ts' && !typeOnly && from !== 'entries/stores.ts',
    )
    expect(breaches.map(shown)).toEqual([])
    expect(readFileSync(join(src, 'entries/stores.ts'), 'utf8')).toContain(
      "await import('../store/s3/store.ts')",
    )
  })

  test('process.env is read by settings and entries only', () => {
    const readers = files.filter((file) => /process\.env\b/.test(readFileSync(join(src, file), 'utf8')))
    expect(readers.filter((file) => !/^(settings|entries)\//.test(file))).toEqual([])
  })

  test('no file of ours is imported by nobody', () => {
    const used = new Set(inside.map(({ to }) => to))
    const inScripts = readdirSync(scripts).filter((file) => file.endsWith('.ts'))
    const scriptsText = inScripts.map((file) => readFileSync(join(scripts, file), 'utf8')).join('\n')
    const unused = files.filter(
      (file) => !used.has(file) && topicOf(file) !== 'entries' && !scriptsText.includes(`../src/${file}'`),
    )
    expect(unused).toEqual([])
  })
})
