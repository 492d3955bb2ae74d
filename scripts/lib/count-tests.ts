// count-tests.ts RESULTS: reads jest's --json file; prints the numbers on one line, and each skipped test on stderr.
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'

interface Results {
  numPassedTests: number
  numFailedTests: number
  /** Files that failed before a test of theirs ran: each counts as one failed test. */
  numRuntimeErrorTestSuites: number
  testResults: { name: string; assertionResults: { status: string; fullName: string }[] }[]
}

const results = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Results
const ran = new Set(['passed', 'failed'])
const skipped = results.testResults.flatMap(({ name, assertionResults }) =>
  assertionResults
    .filter(({ status }) => !ran.has(status))
    .map(({ status, fullName }) => `${status}: ${relative('.', name)}: ${fullName}`),
)
const failed = results.numFailedTests + results.numRuntimeErrorTestSuites

if (skipped.length > 0) console.error(`${skipped.length} skipped:\n${skipped.join('\n')}`)
console.log(`tests: ${results.numPassedTests} passed, ${failed} failed, ${skipped.length} skipped`)
