// Makes dist/ from src/: tsc, one ncc bundle that all doors share, and a file of two lines for each door. The same
// source gives the same bytes on any machine.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Bundled, licenceList } from './licences.ts'

const doors = ['backup', 'restore', 'verify', 'list', 'doctor', 'setup', 'cli']

const root = dirname(import.meta.dirname)
const made = join(root, 'build/bundle')
const dist = join(root, 'dist')

function run(program: string, ...args: string[]): void {
  execFileSync(process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(dist, path)), { recursive: true })
  writeFileSync(join(dist, path), text)
}

for (const folder of ['build', 'dist']) rmSync(join(root, folder), { recursive: true, force: true })
run('typescript/bin/tsc', '-p', 'tsconfig.build.json')
const options = ['--source-map', '--no-source-map-register', '--no-cache', '-q']
run('@vercel/ncc/dist/ncc/cli.js', 'build', 'build/entries/main.js', '-o', made, ...options)

const files = readdirSync(made).map((name) => ({ name, text: readFileSync(join(made, name), 'utf8') }))
for (const { name, text } of files.filter((file) => file.name.endsWith('.js'))) {
  // The maps are ten times the code, and serve the licence list only.
  write(`shared/${name}`, text.replace(/^\/\/# sourceMappingURL=.*\n?/gm, ''))
}
for (const door of doors) {
  write(
    `${door}/index.js`,
    `#!/usr/bin/env node\nimport { open } from '../shared/index.js'\nawait open('${door}')\n`,
  )
}
// Node looks here for the kind of module when dist/ is all there is.
write('package.json', '{ "type": "module" }\n')
const maps = files.filter(({ name }) => name.endsWith('.map'))
write(
  'licenses.txt',
  licenceList(
    maps.map(({ text }) => JSON.parse(text) as Bundled),
    root,
  ),
)
