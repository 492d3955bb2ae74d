import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from '@jest/globals'
import { root } from './program.ts'

const pages = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((page) => !page.startsWith('dist/') && existsSync(join(root, page)))

function textOf(page: string): string {
  return readFileSync(join(root, page), 'utf8')
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page: string): string[] {
  const headings = [...textOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading)
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

test.each(pages)('every link of %s inside the project leads somewhere', (page) => {
  const links = [...textOf(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = '']) => link)
  for (const link of links) {
    const [path = '', anchor] = link.split('#')
    const there = path === '' ? page : join(dirname(page), path)
    expect([link, existsSync(join(root, there))]).toEqual([link, true])
    if (anchor !== undefined)
      expect([link, anchorsOf(there)]).toEqual([link, expect.arrayContaining([anchor])])
  }
})
