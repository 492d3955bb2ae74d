import { readFile } from 'node:fs/promises'
import { expect, test } from '@jest/globals'
import { servers } from './known.ts'
import { lookAt } from './look/look.ts'
import { page, readResults, withTable } from './results.ts'

test('what the page says of moto is what it does', async () => {
  const [moto] = (await readResults()).filter(({ name }) => name === 'moto')
  await using server = await (servers.moto as (typeof servers)[string]).start()
  expect(await lookAt(server)).toEqual(moto?.answers)
  const requirements = await readFile(new URL('../servers/s3-requirements.txt', import.meta.url), 'utf8')
  expect(requirements).toContain(`moto==${moto?.version}\n`)
})

test('the table of the page is made from the results of every server that is known', async () => {
  const results = await readResults()
  expect(results.map(({ name, version }) => [name, version])).toEqual(
    Object.entries(servers).map(([name, { version }]) => [name, version]),
  )
  const text = await readFile(page, 'utf8')
  expect(withTable(text, results)).toBe(text)
})

test('on every server a whole round was gone, and nothing was left open', async () => {
  for (const { name, round, openUploadsLeft } of await readResults())
    expect({ name, openUploadsLeft, ...round }).toEqual({
      name,
      openUploadsLeft: 0,
      backup: 'done',
      list: '2 backups',
      drill: 'verified',
      restore: 'done, 12000 customers',
      prune: 'done, 1 of 2 backups left',
      warnings: 'none',
    })
})
