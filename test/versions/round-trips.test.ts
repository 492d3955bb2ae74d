import { tmpdir } from 'node:os'
import { afterAll, describe, expect, test } from '@jest/globals'
import { undoSwap } from '../../src/restore/undo.ts'
import { restore } from '../../src/restore.ts'
import { silent } from '../corpus/scene.ts'
import { connectionTo } from '../postgres/reach.ts'
import { type Major, majors, programsOf } from '../servers/versions.ts'
import { Fleet, pathTo } from './fleet.ts'
import { swaps, titleOf, upward, withinOneMajor } from './matrix.ts'

const verified = { verdict: 'verified', differences: [], reason: null }
const fleet = new Fleet()
afterAll(() => fleet[Symbol.asyncDispose]())

describe.each(majors)('a backup of PostgreSQL %d is verified on one of its major', (major: Major) => {
  test.each(withinOneMajor(major).map((trip) => [titleOf(trip), trip] as const))('%s', async (_, trip) => {
    expect(await fleet.roundTrip(trip)).toMatchObject(verified)
  })

  test('on a scratch cluster of its own programs', async () => {
    const scene = await fleet.scene(major, major)
    const path = await pathTo(major)
    const store = await scene.backUp('shop', { path })
    const { record } = await scene.drill(store, 'shop', { target: undefined, path })
    expect(record).toMatchObject({ ...verified, serverVersion: expect.stringMatching(`^${major}\\.`) })
  })
})

describe('a backup of an older PostgreSQL is verified on a newer one', () => {
  test.each(upward.map((trip) => [trip.from, trip.to, trip.format, trip] as const))(
    '%d on %d, %s',
    async (_from, _to, _format, trip) => {
      expect(await fleet.roundTrip(trip)).toMatchObject(verified)
    },
  )
})

describe('a restore by swap goes live, and back', () => {
  const now = new Date('2026-11-22T20:30:05Z')

  test.each(swaps.map((swap) => [swap.on, titleOf(swap), swap] as const))(
    'on PostgreSQL %d: %s',
    async (on, _, swap) => {
      const server = await fleet.server(on)
      const scene = await fleet.scene(on, on)
      const clientPath = await programsOf(swap.client)
      const store = await scene.backUp('shop', { ...swap, clientPath })
      await server.query('postgres', 'CREATE DATABASE live TEMPLATE shop')
      await server.query('live', 'DELETE FROM review')
      const target = connectionTo(server, 'live')
      const reviews = async () => (await server.query('live', 'SELECT FROM review')).length
      const { kept } = await restore({
        from: { kind: 'backup', what: { kind: 'latest', name: 'shop' }, stores: [store] },
        target,
        mode: 'swap',
        jobs: 2,
        createRoles: false,
        noOwner: false,
        noPrivileges: false,
        environment: {},
        clientPath,
        path: '',
        spoolFolder: tmpdir(),
        now,
        signal: new AbortController().signal,
        report: silent,
      })
      expect([kept, await reviews()]).toEqual(['live_before_20261122_203005', expect.any(Number)])
      expect(await reviews()).toBeGreaterThan(0)
      await undoSwap(target, now)
      expect(await reviews()).toBe(0)
    },
  )
})
