import type { DrillRecord, Finding, Result } from '../catalog/drill-record.ts'

/** A drill as JUnit XML: a suite with a case for the round trip, one for each check, and one for each further demand. */
export function junitXml(record: DrillRecord): string {
  const cases = casesOf(record)
  const counts = {
    tests: cases.length,
    failures: cases.filter(({ result }) => result === 'failed').length,
    errors: cases.filter(({ result }) => result === 'error').length,
    skipped: cases.filter(({ result }) => result === 'skipped').length,
    time: cases.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0).toFixed(3),
  }
  const suite = {
    name: `drill of ${record.backup}`,
    ...counts,
    timestamp: record.drilledAt.toISOString().slice(0, 19),
  }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'pgdrill', ...counts })}>`,
    `  <testsuite${attributes(suite)}>`,
    ...cases.map((each) => caseXml(record, each)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

interface Case {
  /** `backup`, `checks` or `demands`. */
  group: string
  name: string
  result: Result | 'error'
  /** One line. */
  message: string
  /** All of it. */
  text: string
  seconds: number | null
}

function casesOf(record: DrillRecord): Case[] {
  return [
    roundTrip(record),
    ...record.checks.map(({ line, statement, result, message, seconds }) => ({
      group: 'checks',
      name: `line ${line}: ${statement}`,
      result,
      message: message ?? 'a check before it failed',
      text: message ?? '',
      seconds,
    })),
    ...record.demands.map(({ name, result, text }) => ({
      group: 'demands',
      name,
      result,
      message: firstLine(text),
      text,
      seconds: null,
    })),
  ]
}

function roundTrip({ differences, reason, restoreSeconds: seconds }: DrillRecord): Case {
  const about = { group: 'backup', name: 'restores to what was dumped', seconds }
  if (reason !== null) return { ...about, result: 'error', message: firstLine(reason), text: reason }
  const found = differences.filter(isOfRoundTrip)
  const [first, ...others] = found
  if (first === undefined) return { ...about, result: 'passed', message: '', text: '' }
  const more = others.length === 0 ? '' : `, and ${others.length} more`
  return { ...about, result: 'failed', message: firstLine(first.text) + more, text: listed(found) }
}

// These have cases of their own.
const others = ['check', 'limit', 'index', 'command']

function isOfRoundTrip({ kind }: Finding): boolean {
  return !others.includes(kind)
}

// Who shows these files shows them whole; the drill record has every difference.
function listed(findings: readonly Finding[]): string {
  const shown = findings.slice(0, 200).map(({ text }) => text.slice(0, 500))
  const rest = findings.length - shown.length
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n')
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? ''
}

const elements = { failed: 'failure', error: 'error' } as const

function caseXml({ backup }: DrillRecord, { group, name, result, message, text, seconds }: Case): string {
  const about = attributes({
    classname: `pgdrill.${backup}.${group}`,
    name,
    time: (seconds ?? 0).toFixed(3),
  })
  if (result === 'passed') return `    <testcase${about}/>`
  const said =
    result === 'skipped'
      ? `<skipped${attributes({ message })}/>`
      : `<${elements[result]}${attributes({ message, type: group })}>${escaped(text)}</${elements[result]}>`
  return `    <testcase${about}>${said}</testcase>`
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value)).replace(/\s/g, ' ')}"`)
    .join('')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Text for XML 1.0, which has no way to write most control characters or half a surrogate pair. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => entities[character] as string)
}
