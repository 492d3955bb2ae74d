import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'
import { Draft } from '../../src/catalog/draft.ts'
import { keyOf } from '../../src/catalog/names.ts'
import { PgdrillError } from '../../src/errors.ts'
import type { Store } from '../../src/store/store.ts'
import { MemoryStore } from '../fakes/memory-store.ts'
import { manifestOf } from './made.ts'

const stem = 'app_backup_2026-11-22_02-00-00'
const dumpKey = `${stem}.sql.gz`
const manifestKey = keyOf(stem, { part: 'manifest' })

function drafted(stores: readonly Store[], controller = new AbortController()) {
  const warnings: string[] = []
  const options = { signal: controller.signal, warning: (text: string) => warnings.push(text) }
  const draft = new Draft(stem, stores, options)
  const put = (text: string) => pipeline(Readable.from([Buffer.from(text)]), draft.sink(dumpKey))
  const commit = () => draft.commit(manifestOf(stem, { objects: [...draft.objects] }))
  return { draft, warnings, put, commit, controller }
}

/** A store of which one method fails; the rest is the memory store's. */
function failing(store: MemoryStore, method: keyof Store, matching = ''): Store {
  const refuse = (key: unknown) => {
    if (String(key).includes(matching))
      throw new PgdrillError(`cannot ${method} in ${store.location}: broken`)
  }
  return new Proxy<Store>(store, {
    get(target, name) {
      const value = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return (...args: unknown[]) => {
        if (name === method) refuse(args[0])
        return value.apply(target, args)
      }
    },
  })
}

describe('Draft', () => {
  test('every store gets the object, its size and sha256 are known, and the manifest makes it a backup', async () => {
    const [a, b] = [new MemoryStore('a'), new MemoryStore('b')]
    const { draft, put, commit } = drafted([a, b])
    await draft.look()
    await put('hello')
    await draft.confirm()
    await commit()
    const sha256 = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'
    expect(draft.objects).toEqual([{ key: dumpKey, bytes: 5, sha256 }])
    for (const store of [a, b]) expect([...store.objects.keys()]).toEqual([dumpKey, manifestKey])
    expect(draft.locations).toEqual(['a', 'b'])
  })

  test('a name that is taken is refused before anything is written', async () => {
    const store = new MemoryStore('a')
    await store.put(manifestKey, Readable.from([Buffer.from('x')]), { signal: new AbortController().signal })
    await expect(drafted([store]).draft.look()).rejects.toThrow(
      `cannot write a/${manifestKey}: a backup of this second`,
    )
  })

  test('a store that fails is dropped and cleared, and the others commit', async () => {
    const [good, bad] = [new MemoryStore('good'), new MemoryStore('bad')]
    const { draft, put, commit, warnings } = drafted([good, failing(bad, 'put', 'manifest')])
    await put('hello')
    await commit()
    expect([...bad.objects.keys()]).toEqual([])
    expect([...good.objects.keys()]).toEqual([dumpKey, manifestKey])
    expect(draft.locations).toEqual(['good'])
    expect(draft.dropped.map(({ location }) => location)).toEqual(['bad'])
    expect(warnings).toEqual(['bad is dropped from this backup: cannot put in bad: broken'])
  })

  test('when the only store fails, its own error is thrown', async () => {
    const { put } = drafted([failing(new MemoryStore('bad'), 'put')])
    await expect(put('hello')).rejects.toThrow('cannot put in bad: broken')
  })

  test('when all stores fail, the error names each', async () => {
    const { draft } = drafted([failing(new MemoryStore('a'), 'stat'), failing(new MemoryStore('b'), 'stat')])
    await expect(draft.look()).rejects.toThrow(
      'cannot write the backup to any store: cannot stat in a: broken; cannot stat in b: broken',
    )
  })

  test.each<[string, (store: MemoryStore) => void, RegExp]>([
    ['lost the object', (store) => store.objects.delete(dumpKey), /the store took it and does not have it/],
    ['holds less', (store) => change(store, 'hell'), /5 bytes were written and the store holds 4/],
    ['holds other bytes', (store) => change(store, 'hellO'), /other bytes than were written/],
  ])('a store that %s is not confirmed, and is cleared', async (_, spoil, message) => {
    const store = new MemoryStore('a')
    const { draft, put } = drafted([store])
    await put('hello')
    spoil(store)
    await expect(draft.confirm()).rejects.toThrow(message)
    expect([...store.objects.keys()]).toEqual([])
  })

  test('a draft that is abandoned leaves nothing of its own, and everything of others', async () => {
    const store = new MemoryStore('a')
    await store.put('app_backup_2026-11-21_02-00-00.sql.gz', Readable.from([Buffer.from('old')]), {
      signal: new AbortController().signal,
    })
    const { draft, put } = drafted([store])
    await put('hello')
    await draft.abandon()
    expect([...store.objects.keys()]).toEqual(['app_backup_2026-11-21_02-00-00.sql.gz'])
  })

  test('a dump that another run wrote under the same key stays when ours is refused', async () => {
    const store = new MemoryStore('a')
    await store.put(dumpKey, Readable.from([Buffer.from('theirs')]), { signal: new AbortController().signal })
    const { draft, put } = drafted([store])
    await expect(put('ours')).rejects.toThrow('it exists already')
    await draft.abandon()
    expect(store.objects.get(dumpKey)?.bytes.toString()).toBe('theirs')
  })

  test('a dump that another run has committed stays, though this one wrote it too: the store ignores If-None-Match', async () => {
    const store = new MemoryStore('a')
    const overwriting: Store = new Proxy<Store>(store, {
      get(target, name) {
        if (name === 'put')
          return (...[key, source, options]: Parameters<Store['put']>) =>
            target.put(key, source, { ...options, overwrite: key !== manifestKey })
        const value = Reflect.get(target, name)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    const [winner, loser] = [drafted([overwriting]), drafted([overwriting])]
    await winner.put('hello')
    await loser.put('hello')
    await pipeline(Readable.from([Buffer.from('x')]), loser.draft.sink(`${stem}.dump`))
    await winner.commit()
    await expect(loser.commit()).rejects.toThrow('it exists already')
    await loser.draft.abandon()
    expect([...store.objects.keys()]).toEqual([dumpKey, manifestKey])
    expect(loser.warnings).toEqual([
      expect.stringContaining(`another run has made ${stem} in a while this one wrote there`),
    ])
  })

  test('nothing is removed while it cannot be known whether it is a backup by now', async () => {
    const store = new MemoryStore('a')
    const { draft, put, warnings } = drafted([failing(store, 'get')])
    await put('hello')
    await draft.abandon()
    expect([...store.objects.keys()]).toEqual([dumpKey])
    expect(warnings).toEqual([`what was written of ${stem} stays in a: cannot get in a: broken`])
  })

  test('what one store has committed stays when the run is stopped before the other has', async () => {
    const [quick, slow] = [new MemoryStore('quick'), new MemoryStore('slow')]
    const { draft, put, commit, controller } = drafted([quick, slow])
    await put('hello')
    const reason = new Error('stopped by SIGTERM')
    const original = slow.put.bind(slow)
    slow.put = async (key, source, options) => {
      if (key !== manifestKey) return original(key, source, options)
      while (!quick.objects.has(manifestKey)) await sleep(1)
      controller.abort(reason)
      throw reason
    }
    await expect(commit()).rejects.toThrow('stopped by SIGTERM')
    await draft.abandon()
    expect([...quick.objects.keys()]).toEqual([dumpKey, manifestKey])
    expect([...slow.objects.keys()]).toEqual([])
  })

  test('what cannot be removed is told', async () => {
    const store = new MemoryStore('a')
    const { draft, put, warnings } = drafted([failing(store, 'delete')])
    await put('hello')
    await draft.abandon()
    expect(warnings).toEqual([`what was written of ${stem} stays in a: cannot delete in a: broken`])
  })
})

function change(store: MemoryStore, text: string): void {
  store.objects.set(dumpKey, { bytes: Buffer.from(text), modifiedAt: new Date() })
}
