import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from '@jest/globals'

const script = fileURLToPath(new URL('../../scripts/build-wasm.ts', import.meta.url))

test('the committed WebAssembly is what its source compiles to', async () => {
  // Its own process: jest's module loader takes ten times as long over the compiler.
  await expect(promisify(execFile)(process.execPath, [script, '--check'])).resolves.toMatchObject({
    stderr: '',
  })
})
