// Compiles src/fingerprint/assembly/rows.ts into the module that holds it, src/fingerprint/rows-wasm.ts, so that
// bundles and tests import it like any other. With --check it writes nothing and fails when the two differ.
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const root = fileURLToPath(new URL('..', import.meta.url))
const source = 'src/fingerprint/assembly/rows.ts'
const target = `${root}/src/fingerprint/rows-wasm.ts`

async function compile(): Promise<Uint8Array> {
  const { error, stderr, binary } = await asc.compileString(
    { [source]: await readFile(`${root}/${source}`, 'utf8') },
    {
      optimizeLevel: 3,
      converge: true,
      runtime: 'stub',
      noAssert: true,
      use: ['abort='],
      enable: ['simd'],
      initialMemory: 2,
      maximumMemory: 2,
    },
  )
  if (error || !binary) throw new Error(`cannot compile ${source}: ${stderr.toString()}`, { cause: error })
  return binary
}

function moduleOf(binary: Uint8Array): string {
  const lines =
    Buffer.from(binary)
      .toString('base64')
      .match(/.{1,100}/g) ?? []
  return [
    '// Made by `npm run build:wasm` from assembly/rows.ts; do not edit.',
    '',
    '/** The WebAssembly that hashes COPY rows, in base64. */',
    'export const rowsWasm = [',
    ...lines.map((line) => `  '${line}',`),
    "].join('')",
    '',
  ].join('\n')
}

const text = moduleOf(await compile())
if (!process.argv.includes('--check')) await writeFile(target, text)
else if ((await readFile(target, 'utf8')) !== text) {
  console.error(
    'src/fingerprint/rows-wasm.ts is not what assembly/rows.ts compiles to: run npm run build:wasm',
  )
  process.exitCode = 1
}
