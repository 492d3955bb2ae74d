import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { Finding } from './finding.ts'

// The package imports its schemas without saying that they are JSON, which bundlers accept and Node does not.
registerHooks({
  resolve(specifier, context, next) {
    if (!specifier.endsWith('.json')) return next(specifier, context)
    const importAttributes = { type: 'json' }
    return { ...next(specifier, { ...context, importAttributes }), importAttributes }
  },
})
const { validate } = await import('@actions/languageservice')

/** What GitHub's language service says: keys, values, jobs that are needed, and what an expression may use where. */
export async function languageFindings(file: string, text: string): Promise<Finding[]> {
  const document = TextDocument.create(pathToFileURL(file).href, 'yaml', 1, withoutPortAddresses(text))
  const diagnostics = await validate(document)
  return diagnostics.map(({ range: { start }, message }) => ({
    file,
    line: start.line + 1,
    column: start.character + 1,
    message: typeof message === 'string' ? message : message.value,
  }))
}

// Of `127.0.0.1::5432`, which the runner hands to docker as it stands, the package takes the address for the port.
function withoutPortAddresses(text: string): string {
  return text.replace(/^( +- )127\.0\.0\.1::(\d+)$/gm, '$1$2')
}
