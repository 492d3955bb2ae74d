import { parseEnv } from 'node:util'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readEnvFile } from '../../src/settings/env-file.ts'
import { machine } from '../settings/made.ts'
import { envFile } from './env-file.ts'

// Of what Node makes: Jest's own Object is another.
const plain = Object.getPrototypeOf(parseEnv(''))

test('a .env file of the grammar is read as the settings that it stands for', () => {
  fc.assert(
    fc.property(envFile, ({ text, settings }) => {
      const { variables } = readEnvFile(undefined, machine({ files: { '/work/.env': text } }))
      expect(new Map(Object.entries(variables))).toEqual(settings)
      expect(Object.getPrototypeOf(variables)).toBe(plain)
    }),
    { seed: 5, numRuns: 3000 },
  )
})
