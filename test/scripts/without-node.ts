import { readFile } from 'node:fs/promises'
import type { ScratchProject } from './project.ts'

/**
 * Makes the project's scripts believe in a machine without Node: the usual places are taken out of their copy, and the
 * PATH returned holds little else than what Debian calls essential.
 */
export async function withoutNode(project: ScratchProject): Promise<string> {
  const lib = await readFile(project.path('scripts/lib/node24.sh'), 'utf8')
  const without = lib
    .replaceAll(/(?<= )\/(usr|opt|snap)\/\S*node/g, '')
    .replace("'/opt/hostedtoolcache/node/*/*'", '')
  if (/\/(usr|snap|hostedtoolcache)\//.test(without))
    throw new Error('scripts/lib/node24.sh knows more places')
  await project.write('scripts/lib/node24.sh', without)
  return project.borrow(
    ...[
      'bash',
      'cat',
      'chmod',
      'cut',
      'dirname',
      'env',
      'find',
      'flock',
      'getent',
      'grep',
      'head',
      'id',
      'mkdir',
    ],
    ...['readlink', 'rm', 'sed', 'sh', 'sort', 'tail', 'tee', 'touch', 'uname'],
  )
}
