import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from '@swc/core'

export interface Written {
  file: string
  source: string
  flags: string
}

const src = join(import.meta.dirname, '../../src')

/** Every regular expression that src/ writes between slashes, once. */
export function regexesInSource(): Written[] {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  const found = files
    .filter((file) => !file.includes('assembly/'))
    .flatMap((file) => literalsIn(file, readFileSync(join(src, file), 'utf8')))
  return [...new Map(found.map((each) => [`${each.source}/${each.flags}`, each])).values()]
}

function literalsIn(file: string, text: string): Written[] {
  const found: Written[] = []
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) for (const each of node) walk(each)
    else if (typeof node === 'object' && node !== null) {
      const { type, pattern, flags } = node as Record<string, string>
      if (type === 'RegExpLiteral') found.push({ file, source: pattern ?? '', flags: flags ?? '' })
      for (const each of Object.values(node)) walk(each)
    }
  }
  walk(parseSync(text, { syntax: 'typescript', target: 'es2024' }))
  return found
}

/**
 * Texts of about `length` characters on which a regular expression that can go astray does: something it begins with, then
 * one or two of the letters it knows again and again, then what it cannot end with.
 */
export function* attacksOn({ source }: Written, length: number): Generator<string> {
  const words = [...new Set(source.replace(/\\[a-zA-Z]|[^\w:/@ .#'"-]+/g, '\u0000').split('\u0000'))].filter(
    Boolean,
  )
  const letters = [...new Set([...lettersOf(source), 'a', '0', ' ', '\n'])]
  const pumps = [...letters, ...pairsOf(letters.slice(0, 3)), ...words.slice(0, 4)]
  for (const begin of new Set(['', words[0] ?? ''])) {
    for (const pump of pumps) {
      const body = begin + pump.repeat(Math.ceil(length / pump.length))
      yield body
      yield `${body}\u0001`
    }
  }
}

function lettersOf(source: string): string[] {
  const classes: [string, string][] = [
    ['\\s', '\t'],
    ['\\d', '7'],
    ['\\w', '_'],
    ['\\n', '\n'],
    ['\\r', '\r'],
    ['.', 'x'],
  ]
  const literal = [...source.replace(/\\[a-zA-Z]/g, '')].filter((letter) => !/[()|?*+{}^]/.test(letter))
  return [
    ...new Set([...classes.flatMap(([sign, letter]) => (source.includes(sign) ? [letter] : [])), ...literal]),
  ].slice(0, 10)
}

function pairsOf(letters: readonly string[]): string[] {
  return letters.flatMap((a) => letters.filter((b) => a !== b).map((b) => a + b))
}
