// main.ts FILE...: prints what is wrong in these workflows and actions; exit code 1 when anything is.
import { readFileSync } from 'node:fs'
import { languageFindings } from './language.ts'
import { runFindings } from './run-steps.ts'

const files = process.argv.slice(2)
const findings = await Promise.all(
  files.map(async (file) => {
    const text = readFileSync(file, 'utf8')
    return [...(await languageFindings(file, text)), ...runFindings(file, text)]
  }),
)
for (const { file, line, column, message } of findings.flat()) {
  console.error(`${file}:${line}:${column}: ${message}`)
}
if (findings.flat().length > 0) process.exitCode = 1
