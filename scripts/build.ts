// Makes dist/ from src/: tsc, then one ncc bundle for each door. The same source gives the same bytes on any machine.
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Bundled, licenceList } from './licences.ts'

const doors = {
  backup: 'backup-action',
  restore: 'restore-action',
  verify: 'verify-action',
  cli: 'cli',
} as const

const root = dirname(import.meta.dirname)

function run(program: string, ...args: string[]): void {
  execFileSync(process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

function bundle(door: string, entry: string): Bundled[] {
  const made = join(root, 'build/bundles', door)
  const args = ['--source-map', '--no-source-map-register', '--no-cache', '-q']
  run('@vercel/ncc/dist/ncc/cli.js', 'build', `build/entries/${entry}.js`, '-o', made, ...args)
  mkdirSync(join(root, 'dist', door), { recursive: true })
  const files = readdirSync(made)
  for (const file of files.filter((name) => !name.endsWith('.map')))
    publish(join(made, file), join(root, 'dist', door, file))
  const maps = files.filter((name) => name.endsWith('.map'))
  return maps.map((name) => JSON.parse(readFileSync(join(made, name), 'utf8')) as Bundled)
}

// The maps are ten times the code, and serve the licence list only.
function publish(from: string, to: string): void {
  if (!from.endsWith('.js')) copyFileSync(from, to)
  else writeFileSync(to, readFileSync(from, 'utf8').replace(/^\/\/# sourceMappingURL=.*\n?/gm, ''))
}

for (const folder of ['build', 'dist']) rmSync(join(root, folder), { recursive: true, force: true })
run('typescript/bin/tsc', '-p', 'tsconfig.build.json')
const bundled = Object.entries(doors).flatMap(([door, entry]) => bundle(door, entry))
writeFileSync(join(root, 'dist/licenses.txt'), licenceList(bundled, root))
