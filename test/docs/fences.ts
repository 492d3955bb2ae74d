import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './program.ts'

/** A fenced block of a page, with the comment that stands before it, if one does. */
export interface Fence {
  language: string
  text: string
  /** Of `<!-- name -->` on the line but one before the fence. */
  name: string | undefined
}

/** Every fenced block of a Markdown page, in order; those in a list without the list's indentation. */
export async function fencesIn(page: string): Promise<Fence[]> {
  const markdown = await readFile(join(root, page), 'utf8')
  const fences = markdown.matchAll(/(?:^ *<!-- (.*) -->\n\n?)?^( *)```(\w*)\n([\s\S]*?)^ *```$/gm)
  return [...fences].map(([, name, indent = '', language = '', text = '']) => ({
    name,
    language,
    text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  }))
}
