import { chmod, glob, mkdir, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Platform } from './platform.ts'
import { run } from './run.ts'

/** Where Debian's packages have the programs of a major. */
export function programFolder(root: string, major: number): string {
  return join(root, 'usr/lib/postgresql', String(major), 'bin')
}

/**
 * Puts a small script in each program's place, which starts it with the libraries that came with it. So whoever finds
 * the folder on PATH needs no LD_LIBRARY_PATH, and no other program gets one. Programs go on finding each other, and
 * the server its files, for they are told the script's path as their own; the folder may be moved.
 */
export async function makeLaunchers(root: string, major: number, platform: Platform): Promise<void> {
  const bin = programFolder(root, major)
  const elf = join(bin, '../elf')
  await mkdir(elf)
  const loading = await loadingOf(root, '$root', platform)
  for (const name of await readdir(bin)) {
    await rename(join(bin, name), join(elf, name))
    await writeFile(join(bin, name), script(name, programFolder('/', major), loading))
    await chmod(join(bin, name), 0o755)
  }
}

/** What a program, of which no launcher is made yet, lacks to start: libraries, and versions of them. */
export async function lacks(program: string, root: string, platform: Platform): Promise<string[]> {
  const { loader, libraries } = await loadingOf(root, root, platform)
  // What ldd does.
  const told = await run(loader, ['--library-path', libraries, program], {
    LD_TRACE_LOADED_OBJECTS: '1',
  })
  if (told === undefined) return [loader]
  const absent = told.stdout.matchAll(/^\s*(\S+) => not found/gm)
  const tooOld = told.stderr.matchAll(/version `([^']+)' not found/g)
  return [...new Set([...absent, ...tooOld].map(([, name = '']) => name))]
}

interface Loading {
  loader: string
  libraries: string
}

/** What starts the programs under a root, which `called` stands for. */
async function loadingOf(root: string, called: string, { triplet, loader }: Platform): Promise<Loading> {
  const libraries = ['usr/lib', 'lib'].map((folder) => `${called}/${folder}/${triplet}`).join(':')
  // A C library that came with them brings its own loader; the two go together.
  for await (const own of glob(`{usr/,}lib/${triplet}/ld-linux-*.so.*`, { cwd: root }))
    return { loader: `${called}/${own}`, libraries }
  return { loader, libraries }
}

function script(name: string, bin: string, { loader, libraries }: Loading): string {
  return `#!/bin/sh
# Made by pgdrill.
self=$(readlink -f -- "$0") && here=\${self%/*} && root=\${here%${bin}} || exit 127
exec "${loader}" --argv0 "$self" --library-path "${libraries}" "$here/../elf/${name}" "$@"
`
}
