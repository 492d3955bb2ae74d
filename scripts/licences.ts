import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The part of a source map that tells what a bundle is made of. */
export interface Bundled {
  sources: string[]
}

/** The licences of every package that has code in a bundle. ncc's own list is wrong when a bundle has several chunks. */
export function licenceList(bundled: readonly Bundled[], root: string): string {
  const folders = new Set(
    bundled.flatMap(({ sources }) => sources).flatMap((source) => packageFolder(source, root)),
  )
  const entries = [...folders].map(licenceOf).sort((a, b) => (a.title < b.title ? -1 : 1))
  return entries.map(({ title, text }) => `${title}\n\n${text.trim()}\n`).join(`\n${'-'.repeat(80)}\n\n`)
}

/** The innermost package a source file is of; none for our own. */
function packageFolder(source: string, root: string): string[] {
  const path = /node_modules\/.*$/.exec(source.replace(/^webpack:\/\/[^/]*\//, ''))?.[0]
  if (path === undefined) return []
  let folder = dirname(join(root, path))
  // A folder inside a package can have a package.json that only says "type".
  while (!isPackage(folder)) folder = dirname(folder)
  return [folder]
}

function isPackage(folder: string): boolean {
  const file = join(folder, 'package.json')
  return (
    existsSync(file) &&
    'name' in JSON.parse(readFileSync(file, 'utf8')) &&
    'version' in JSON.parse(readFileSync(file, 'utf8'))
  )
}

function licenceOf(folder: string): { title: string; text: string } {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  if (license === undefined) throw new Error(`${name} does not say its licence`)
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
  const text =
    file === undefined
      ? `(${license}; the package carries no text)`
      : readFileSync(join(folder, file), 'utf8')
  return { title: `${name} ${version}: ${license}`, text }
}
