import { randomFillSync } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { crc32 } from 'node:zlib'
import { afterEach, describe, expect, test } from '@jest/globals'
import { PgdrillError } from '../../src/errors.ts'
import { ObjectExistsError, ObjectMissingError, type Store } from '../../src/store/store.ts'

/** A fresh, empty store, and what the suite must know of it from outside. */
export interface StoreUnderTest extends AsyncDisposable {
  store: Store
  /** The size of the pieces it writes by; a write of more is sure to have begun before its source ends. */
  pieceBytes: number
  /** Makes objects of one byte behind the store's back. */
  seed(keys: readonly string[]): Promise<void>
  /** Everything found behind the store's back: objects, partial files, folders, open uploads. */
  remains(): Promise<string[]>
}

const go = () => new AbortController().signal

/** What some servers do not do, and docs/s3-servers.md tells of them. */
export interface Gaps {
  /** Of two writes of one key in the same moment both win: the server ignores If-None-Match. */
  races?: boolean
  /** Unfinished uploads are not shown. */
  openUploads?: boolean
  /** The server has real folders, lists each as a key that ends in a slash, and keeps them when they are empty. */
  folders?: boolean
}

/** Tries every promise of the Store interface on one adapter. */
export function storeContract(name: string, makeStore: () => Promise<StoreUnderTest>, gaps: Gaps = {}): void {
  let made: StoreUnderTest | undefined
  const fresh = async () => {
    made = await makeStore()
    return made
  }
  afterEach(async () => {
    await made?.[Symbol.asyncDispose]()
    made = undefined
  })

  describe(`${name}: writing`, () => {
    test('every size around the edges of its pieces comes back byte for byte', async () => {
      const { store, pieceBytes } = await fresh()
      const edges = [0, 1, pieceBytes - 1, pieceBytes, pieceBytes + 1, 2 * pieceBytes, 2 * pieceBytes + 1]
      for (const bytes of edges) {
        const content = randomBytes(bytes)
        await store.put(`app/${bytes}`, chunksOf(content, 300_007), { signal: go() })
        expect((await read(store, `app/${bytes}`)).equals(content)).toBe(true)
        const held = await store.stat(`app/${bytes}`)
        expect(held?.bytes).toBe(bytes)
        if (held?.crc32 !== undefined) expect(held.crc32).toBe(crc32(content))
      }
    })

    test('a chunk larger than a piece, and empty chunks, are written whole', async () => {
      const { store, pieceBytes } = await fresh()
      const content = randomBytes(2 * pieceBytes + 17)
      const source = [
        Buffer.alloc(0),
        content.subarray(0, 2 * pieceBytes),
        Buffer.alloc(0),
        content.subarray(-17),
      ]
      await store.put('app', from(source), { signal: go(), expectedBytes: 10 })
      expect((await read(store, 'app')).equals(content)).toBe(true)
    })

    test('chunks whose memory the source uses again are copied in time', async () => {
      const { store, pieceBytes } = await fresh()
      const shared = Buffer.alloc(100_000)
      const count = Math.ceil((2.5 * pieceBytes) / shared.length)
      const source = async function* () {
        for (let at = 0; at < count; at++) yield shared.fill(at % 251)
      }
      await store.put('app', source(), { signal: go() })
      const back = await read(store, 'app')
      expect(back.length).toBe(count * shared.length)
      const wrong = Array.from({ length: count }, (_, at) => at).filter(
        (at) =>
          !back.subarray(at * shared.length, (at + 1) * shared.length).every((byte) => byte === at % 251),
      )
      expect(wrong).toEqual([])
    })

    test('nothing is visible under the key while it is written', async () => {
      const { store, pieceBytes } = await fresh()
      const seen: unknown[] = []
      const source = async function* () {
        yield randomBytes(2 * pieceBytes)
        seen.push(await store.stat('app_backup'), await all(store.list('')))
        yield randomBytes(10)
      }
      await store.put('app_backup', source(), { signal: go() })
      expect(seen).toEqual([undefined, []])
      expect(await keysOf(store, '')).toEqual(['app_backup'])
    })

    test.each([
      ['before its first byte', 0],
      ['after a byte', 1],
      ['far into it', 3],
    ])('a source that throws %s leaves nothing, and put rejects with its very error', async (_, pieces) => {
      const { store, pieceBytes, remains } = await fresh()
      const died = new Error('pg_dump was killed')
      const source = async function* () {
        if (pieces > 0) yield Buffer.from('x')
        for (let at = 1; at < pieces; at++) yield randomBytes(pieceBytes)
        throw died
      }
      await expect(store.put('x.dir/toc.dat', source(), { signal: go() })).rejects.toBe(died)
      expect(await remains()).toEqual([])
    })

    test.each([0, 1, 3])(
      'an abort after %d pieces leaves nothing, though the source is silent',
      async (pieces) => {
        const { store, pieceBytes, remains } = await fresh()
        const stop = new AbortController()
        const stopped = new PgdrillError('stopped by SIGTERM')
        const source = async function* () {
          for (let at = 0; at < pieces; at++) yield randomBytes(pieceBytes)
          setTimeout(() => stop.abort(stopped), 20)
          await new Promise(() => {})
        }
        const begun = performance.now()
        await expect(store.put('x.dir/toc.dat', source(), { signal: stop.signal })).rejects.toBe(stopped)
        expect(performance.now() - begun).toBeLessThan(5_000)
        expect(await remains()).toEqual([])
      },
    )

    test('a signal that has aborted already keeps the source unread', async () => {
      const { store, remains } = await fresh()
      const stopped = new PgdrillError('stopped by SIGINT')
      const source = watched([Buffer.from('x')])
      await expect(store.put('app', source, { signal: AbortSignal.abort(stopped) })).rejects.toBe(stopped)
      expect(source.asked).toBe(0)
      expect(await remains()).toEqual([])
    })

    test('an abort stops the source: its own cleaning up runs', async () => {
      const { store } = await fresh()
      const stop = new AbortController()
      const source = watched([Buffer.from('x'), Buffer.from('y')], (asked) => {
        if (asked === 2) stop.abort(new PgdrillError('stopped'))
      })
      await expect(store.put('app', source, { signal: stop.signal })).rejects.toThrow('stopped')
      expect(source.left).toBe(true)
    })
  })

  describe(`${name}: never over an existing key`, () => {
    test('put refuses a taken key before it reads the source, and leaves what is there', async () => {
      const { store } = await fresh()
      await store.put('app', from([Buffer.from('first')]), { signal: go() })
      const source = watched([Buffer.from('second')])
      const refused = store.put('app', source, { signal: go() })
      await expect(refused).rejects.toThrow(ObjectExistsError)
      await expect(refused).rejects.toThrow(`${store.location}/app`)
      expect(source.asked).toBe(0)
      expect((await read(store, 'app')).toString()).toBe('first')
    })

    if (!gaps.races) {
      test.each(['small', 'large'])('of two racing %s puts exactly one wins, whole', async (size) => {
        const { store, pieceBytes, remains } = await fresh()
        const bytes = size === 'small' ? 1000 : 2 * pieceBytes + 1
        const contents = [Buffer.alloc(bytes, 'a'), Buffer.alloc(bytes, 'b')]
        const bothBegun = gate(2)
        const racing = contents.map((content) => {
          const source = async function* () {
            await bothBegun()
            yield content
          }
          return store.put('app', source(), { signal: go() })
        })
        const ends = await Promise.allSettled(racing)
        const won = ends.findIndex(({ status }) => status === 'fulfilled')
        expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
        expect(ends[1 - won]).toMatchObject({ reason: expect.any(ObjectExistsError) })
        expect((await read(store, 'app')).equals(contents[won] as Buffer)).toBe(true)
        expect(await remains()).toEqual(['app'])
      })

      test('of two racing puts of the same bytes, too, exactly one wins', async () => {
        const { store } = await fresh()
        const bothBegun = gate(2)
        const source = async function* () {
          await bothBegun()
          yield Buffer.from('the same')
        }
        const racing = [1, 2].map(() => store.put('app', source(), { signal: go() }))
        const ends = await Promise.allSettled(racing)
        expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      })
    }

    test.each(['small', 'large'])('told to, a %s put replaces', async (size) => {
      const { store, pieceBytes, remains } = await fresh()
      const content = randomBytes(size === 'small' ? 10 : 2 * pieceBytes)
      await store.put('app.drill.json', from([Buffer.from('a longer text that was there')]), { signal: go() })
      await store.put('app.drill.json', from([content]), { signal: go(), overwrite: true })
      await store.put('new.drill.json', from([content]), { signal: go(), overwrite: true })
      expect((await read(store, 'app.drill.json')).equals(content)).toBe(true)
      expect(await remains()).toEqual(['app.drill.json', 'new.drill.json'])
    })

    test('a replacing put that fails leaves what was there', async () => {
      const { store, pieceBytes, remains } = await fresh()
      await store.put('app', from([Buffer.from('first')]), { signal: go() })
      const source = async function* () {
        yield randomBytes(2 * pieceBytes)
        throw new Error('died')
      }
      await expect(store.put('app', source(), { signal: go(), overwrite: true })).rejects.toThrow('died')
      expect((await read(store, 'app')).toString()).toBe('first')
      expect(await remains()).toEqual(['app'])
    })
  })

  describe(`${name}: keys`, () => {
    const odd = [
      '',
      '/',
      '/a',
      'a/',
      'a//b',
      '.',
      '..',
      '../a',
      'a/../b',
      'a/./b',
      'a\\b',
      'a\nb',
      'a\0b',
      'a\x7f',
    ]
    test.each(odd)('%j is refused by every call', async (key) => {
      const { store, remains } = await fresh()
      const source = watched([Buffer.from('x')])
      await expect(store.put(key, source, { signal: go() })).rejects.toThrow(PgdrillError)
      expect(source.asked).toBe(0)
      await expect(read(store, key)).rejects.toThrow(PgdrillError)
      await expect(store.stat(key)).rejects.toThrow(PgdrillError)
      await expect(store.delete([key])).rejects.toThrow(PgdrillError)
      await expect(store.delete(['fine', key])).rejects.toThrow(PgdrillError)
      expect(await remains()).toEqual([])
    })

    const legal = [
      'a b',
      'a+b',
      'a%20b',
      '100%',
      'größe/数据库.sql',
      'a&b=c?d#e',
      "it's (a) [b] {c}",
      'a:b;c,d@e',
      '~a!b$c*',
      ' lead',
      '-rf',
      '...',
      '.hidden',
      'a/b/c/d/e',
      '<x>"y"&amp;',
      `${'k'.repeat(200)}.gz`,
    ]
    test.each(legal)('%j works in every call', async (key) => {
      const { store, remains } = await fresh()
      await store.put(key, from([Buffer.from(key)]), { signal: go() })
      expect((await read(store, key)).toString()).toBe(key)
      expect(await store.stat(key)).toMatchObject({ bytes: Buffer.byteLength(key) })
      expect(await keysOf(store, '')).toEqual([key])
      expect(await keysOf(store, key)).toEqual([key])
      expect(await keysOf(store, `${key}x`)).toEqual([])
      await store.delete([key])
      expect(await remains()).toEqual([])
    })
  })

  describe(`${name}: reading and listing`, () => {
    test('a key that is not there is missing at the first read, and stat says undefined', async () => {
      const { store, seed } = await fresh()
      await seed(['app.sql', 'dir/a'])
      for (const key of ['app', 'app.sql.gz', 'dir', 'dir/b', 'app.sql/b', 'none/at/all']) {
        const reading = store.get(key, { signal: go() })
        const first = reading[Symbol.asyncIterator]().next()
        await expect(first).rejects.toThrow(ObjectMissingError)
        await expect(first).rejects.toThrow(`${store.location}/${key}`)
        expect(await store.stat(key)).toBeUndefined()
      }
    })

    test('an abort ends a read with its reason', async () => {
      const { store } = await fresh()
      await store.put('app', from([randomBytes(4_000_000)]), { signal: go() })
      const stop = new AbortController()
      const stopped = new PgdrillError('stopped by SIGTERM')
      const reading = async () => {
        for await (const _ of store.get('app', { signal: stop.signal })) stop.abort(stopped)
      }
      await expect(reading()).rejects.toBe(stopped)
    })

    test('a reader may leave half-way', async () => {
      const { store } = await fresh()
      await store.put('app', from([randomBytes(4_000_000)]), { signal: go() })
      for await (const _ of store.get('app', { signal: go() })) break
      expect((await read(store, 'app')).length).toBe(4_000_000)
    })

    test('a listing holds exactly the keys with that prefix, their sizes and times', async () => {
      const { store, seed } = await fresh()
      const before = Date.now() - 2_000
      const keys = [
        'app_backup_1.sql',
        'app_backup_2.dir/toc.dat',
        'app_staging_backup_1.sql',
        'README',
        'z/app_backup_3',
      ]
      await seed(keys)
      expect(await keysOf(store, 'app_backup_')).toEqual(['app_backup_1.sql', 'app_backup_2.dir/toc.dat'])
      expect(await keysOf(store, 'app_')).toEqual(keys.slice(0, 3))
      expect(await keysOf(store, 'app_backup_2.dir/')).toEqual(['app_backup_2.dir/toc.dat'])
      expect(await keysOf(store, 'app_backup_2.dir/toc')).toEqual(['app_backup_2.dir/toc.dat'])
      expect(await keysOf(store, 'app_backup_2.d')).toEqual(['app_backup_2.dir/toc.dat'])
      expect(await keysOf(store, 'z/')).toEqual(['z/app_backup_3'])
      expect(await keysOf(store, 'App')).toEqual([])
      expect(await keysOf(store, 'none/')).toEqual([])
      expect(await keysOf(store, '')).toEqual([...keys].sort())
      for await (const { bytes, modifiedAt } of store.list('')) {
        expect(bytes).toBe(1)
        expect(modifiedAt.getTime()).toBeGreaterThan(before)
        expect(modifiedAt.getTime()).toBeLessThan(Date.now() + 2_000)
      }
    })

    test('more than a thousand keys are all listed, once each, and all deleted', async () => {
      const { store, seed, remains } = await fresh()
      const keys = Array.from({ length: 2_101 }, (_, at) => `app_backup_${String(at).padStart(4, '0')}`)
      await seed([...keys, 'app_staging_backup'])
      expect(await keysOf(store, 'app_backup_')).toEqual(keys)
      await store.delete(keys)
      expect(await remains()).toEqual(['app_staging_backup'])
    })

    test('an empty store lists nothing', async () => {
      const { store } = await fresh()
      expect(await keysOf(store, '')).toEqual([])
      expect(await all(store.listUnfinished(''))).toEqual([])
    })
  })

  describe(`${name}: removing`, () => {
    test('delete removes the named keys only, and one that is not there is no error', async () => {
      const { store, seed, remains } = await fresh()
      await seed(['a.dir/1', 'a.dir/2', 'a.dir.txt', 'b'])
      await store.delete(['a.dir/1', 'a.dir/2', 'never/was', 'a.dir'])
      await store.delete(['a.dir/1'])
      await store.delete([])
      expect(await remains()).toEqual(['a.dir.txt', 'b'])
    })

    if (!gaps.openUploads) {
      test('an unfinished write is listed by its prefix, can be discarded, and then never appears', async () => {
        const { store, pieceBytes, remains } = await fresh()
        const before = Date.now() - 2_000
        const stop = new AbortController()
        const source = async function* () {
          yield randomBytes(2 * pieceBytes + 1)
          await new Promise(() => {})
        }
        const keys = ['app_backup_1.dir/toc.dat', 'app_staging_backup_1']
        const writes = keys.map((key) => store.put(key, source(), { signal: stop.signal }))
        const ends = Promise.allSettled(writes)
        const begun = await eventually(async () => {
          const found = await all(store.listUnfinished(''))
          return found.length === 2 ? found : undefined
        })
        expect(begun.map(({ key }) => key).sort()).toEqual(keys)
        expect(begun.every(({ startedAt }) => startedAt.getTime() > before)).toBe(true)
        const [mine] = await all(store.listUnfinished('app_backup_'))
        expect(mine?.key).toBe(keys[0])
        expect(await keysOf(store, '')).toEqual([])
        if (mine === undefined) return
        await store.discard(mine)
        await store.discard(mine)
        expect((await all(store.listUnfinished(''))).map(({ key }) => key)).toEqual([keys[1]])
        stop.abort(new PgdrillError('stopped'))
        expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
        expect(await remains()).toEqual([])
      })
    }
  })
}

/** Different in every byte position and cheap to make. */
export function randomBytes(bytes: number): Buffer {
  return randomFillSync(Buffer.allocUnsafe(bytes))
}

export async function* from(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks
}

export async function* chunksOf(content: Buffer, bytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += bytes) yield content.subarray(at, at + bytes)
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

export async function read(store: Store, key: string): Promise<Buffer> {
  return Buffer.concat(await all(store.get(key, { signal: go() })))
}

export async function keysOf(store: Store, prefix: string): Promise<string[]> {
  return (await all(store.list(prefix))).map(({ key }) => key).sort()
}

/** A source that tells how often it was asked for a chunk, and whether it was told to stop before its end. */
function watched(chunks: Uint8Array[], onAsk: (asked: number) => void = () => {}) {
  const source = {
    asked: 0,
    left: false,
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        onAsk(++source.asked)
        const value = chunks[source.asked - 1]
        return value === undefined ? { done: true as const, value } : { done: false as const, value }
      },
      return: async () => {
        source.left = true
        return { done: true as const, value: undefined }
      },
    }),
  }
  return source
}

/** Opens when `count` have come. */
function gate(count: number): () => Promise<void> {
  const open = Promise.withResolvers<void>()
  let came = 0
  return () => {
    if (++came === count) open.resolve()
    return open.promise
  }
}

async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + 20_000
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (Date.now() > deadline) throw new Error('it did not happen in 20 seconds')
    await sleep(20)
  }
}
