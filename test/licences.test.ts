import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'

const dist = join(import.meta.dirname, '../dist')
const list = readFileSync(join(dist, 'licenses.txt'), 'utf8')
const titles = [...list.matchAll(/^(\S+) (\d\S*): (\S.*)$/gm)].map(([, name]) => name)

test.each([
  'pg',
  'pg-protocol',
  'shlex',
  '@actions/core',
  '@aws-sdk/client-s3',
  '@smithy/core',
  'age-encryption',
])('the licence list has %s, whose code is in a bundle', (name) => {
  expect(titles).toContain(name)
})

test.each(['jest', 'typescript', '@biomejs/biome', 'assemblyscript'])(
  'the licence list does not have %s, which only makes bundles',
  (name) => {
    expect(titles).not.toContain(name)
  },
)

test('every licence is one that lets its code be passed on under MIT', () => {
  const licences = new Set([...list.matchAll(/^\S+ \d\S*: (\S.*)$/gm)].map(([, licence]) => licence))
  const known = new Set<string | undefined>([
    'MIT',
    'ISC',
    'Apache-2.0',
    '0BSD',
    'BSD-3-Clause',
    'BSD-2-Clause',
    'BlueOak-1.0.0',
    '(Apache-2.0 AND BSD-3-Clause)',
  ])
  expect([...licences].filter((licence) => !known.has(licence))).toEqual([])
})

test('the bundles carry no source map and no path of the machine that made them', () => {
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(js|map)$/.test(file),
  )
  expect(files.filter((file) => file.endsWith('.map'))).toEqual([])
  const root = join(import.meta.dirname, '..')
  for (const file of files) expect(readFileSync(join(dist, file), 'utf8').includes(root)).toBe(false)
})
