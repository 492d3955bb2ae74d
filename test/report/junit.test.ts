import { execFileSync } from 'node:child_process'
import { expect, test } from '@jest/globals'
import type { DrillRecord } from '../../src/catalog/drill-record.ts'
import { junitXml } from '../../src/report/junit.ts'
import { drillOf } from './made.ts'

interface Element {
  tag: string
  attributes: Record<string, string>
  text: string
  children: Element[]
}

// A parser that is not ours, and strict: what it refuses CI systems refuse.
const parser = `
import json, sys, xml.etree.ElementTree as tree
def plain(e): return {'tag': e.tag, 'attributes': e.attrib, 'text': e.text or '', 'children': [plain(c) for c in e]}
print(json.dumps(plain(tree.fromstring(sys.stdin.buffer.read()))))`

function parsed(record: DrillRecord): Element {
  return JSON.parse(execFileSync('python3', ['-c', parser], { input: junitXml(record), encoding: 'utf8' }))
}

function casesOf({ children }: Element): Element[] {
  return (children[0] as Element).children
}

const all = drillOf({
  verdict: 'failed',
  differences: [
    { kind: 'missing', text: 'missing index public.<orders> & "more"' },
    { kind: 'rows', text: 'table public.orders has 1 row fewer' },
    { kind: 'check', text: 'the check at line 3 failed' },
  ],
  checks: [
    { line: 1, statement: 'SELECT 1', result: 'passed', message: null, seconds: 0.25 },
    { line: 3, statement: "DO $$ '\u0000\ud800 $$", result: 'failed', message: 'no users\n]]>', seconds: 1 },
    { line: 9, statement: 'SELECT 2', result: 'skipped', message: null, seconds: null },
  ],
  demands: [
    { name: 'max-age', result: 'passed', text: 'the backup is 3600 s old' },
    { name: 'amcheck', result: 'skipped', text: 'not available' },
  ],
})

test('a drill is a suite whose counts are those of its cases', () => {
  const root = parsed(all)
  const [suite] = root.children as [Element]
  const counts = { tests: '6', failures: '2', errors: '0', skipped: '2', time: '65.250' }
  expect(root).toMatchObject({ tag: 'testsuites', attributes: { name: 'pgdrill', ...counts } })
  expect(suite).toMatchObject({
    tag: 'testsuite',
    attributes: { name: `drill of ${all.backup}`, timestamp: '2026-11-22T03:00:00', ...counts },
  })
})

// As in the schema that Jenkins, GitLab and the usual actions agree on (junit-10.xsd): these elements, these attributes.
test('its elements and attributes are those of the schema', () => {
  const allowed: Record<string, string[]> = {
    testsuites: ['name', 'tests', 'failures', 'errors', 'skipped', 'time'],
    testsuite: ['name', 'tests', 'failures', 'errors', 'skipped', 'time', 'timestamp'],
    testcase: ['classname', 'name', 'time'],
    failure: ['message', 'type'],
    error: ['message', 'type'],
    skipped: ['message'],
  }
  const visit = ({ tag, attributes, children }: Element) => {
    expect(Object.keys(attributes).toSorted()).toEqual(allowed[tag]?.toSorted())
    for (const child of children) visit(child)
  }
  visit(parsed(all))
  visit(parsed(drillOf({ verdict: 'inconclusive', reason: 'no server' })))
})

test('each check and each demand is a case; what is a case of its own is not told twice', () => {
  const cases = casesOf(parsed(all))
  expect(cases.map(({ attributes, children }) => [attributes.name, children[0]?.tag])).toEqual([
    ['restores to what was dumped', 'failure'],
    ['line 1: SELECT 1', undefined],
    ["line 3: DO $$ '\ufffd\ufffd $$", 'failure'],
    ['line 9: SELECT 2', 'skipped'],
    ['max-age', undefined],
    ['amcheck', 'skipped'],
  ])
  expect(cases[0]?.children[0]).toMatchObject({
    attributes: { message: 'missing index public.<orders> & "more", and 1 more' },
    text: 'missing index public.<orders> & "more"\ntable public.orders has 1 row fewer',
  })
  expect(cases[2]?.children[0]?.text).toBe('no users\n]]>')
})

test('a verified backup has nothing but passed cases; one that could not be tried has an error', () => {
  expect(casesOf(parsed(drillOf())).map(({ children }) => children)).toEqual([[]])
  const [only] = casesOf(parsed(drillOf({ verdict: 'inconclusive', reason: 'no server' })))
  expect(only?.children).toMatchObject([{ tag: 'error', attributes: { message: 'no server' } }])
})

test('thousands of differences make no file of hundreds of megabytes', () => {
  const differences = Array.from({ length: 30_000 }, () => ({ kind: 'rows', text: '&'.repeat(5000) }))
  expect(junitXml(drillOf({ verdict: 'failed', differences })).length).toBeLessThan(2_000_000)
})
