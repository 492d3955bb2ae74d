import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { cases } from '../../scripts/scale/cases.ts'
import { DrillScene } from '../corpus/scene.ts'

// What `npm run scale` does by the thousand, in sizes that take a moment; PostgreSQL's limit for columns is one of them.
const sizes: Record<string, number> = {
  tables: 40,
  columns: 1_600,
  bytea: 3,
  text: 3,
  schemas: 20,
  'large-objects': 250,
}

let scene: DrillScene
beforeAll(async () => {
  scene = await DrillScene.start()
  for (const [name, { fill }] of Object.entries(cases)) {
    await scene.source.createDatabase(name)
    await fill(scene.source, name, sizes[name] as number)
  }
})
afterAll(() => scene[Symbol.asyncDispose]())

const each = Object.entries(cases).flatMap(([name, { what }]) =>
  (['plain', 'custom'] as const).map((format) => [sizes[name], what, format, name] as const),
)

test.each(each)('%i %s, %s: a drill verifies them', async (_size, _what, format, name) => {
  const store = await scene.backUp(name, { format })
  expect((await scene.drill(store, name)).record).toMatchObject({ differences: [], verdict: 'verified' })
})
