import { crc32 } from 'node:zlib'
import {
  checkKey,
  type Held,
  type Listed,
  ObjectExistsError,
  ObjectMissingError,
  type PutOptions,
  type Store,
  type Unfinished,
} from '../../src/store/store.ts'
import { takeUntil } from '../../src/store/take-until.ts'

/** A store in memory, kept to the same contract suite as the real ones. */
export class MemoryStore implements Store {
  readonly objects = new Map<string, { bytes: Buffer; modifiedAt: Date }>()
  readonly unfinished: Unfinished[] = []
  /** Every call, as `method key`: for tests that count requests. */
  readonly calls: string[] = []
  readonly location: string
  #begun = 0

  constructor(location = 'memory:') {
    this.location = location
  }

  async put(key: string, source: AsyncIterable<Uint8Array>, options: PutOptions): Promise<void> {
    checkKey(key)
    this.calls.push(`put ${key}`)
    const refuse = () => {
      if (options.overwrite !== true && this.objects.has(key)) {
        throw new ObjectExistsError(`cannot write ${this.location}/${key}: it exists already`)
      }
    }
    refuse()
    const begun: Unfinished = { key, startedAt: new Date(), id: `upload-${++this.#begun}` }
    this.unfinished.push(begun)
    try {
      const chunks: Uint8Array[] = []
      for await (const chunk of takeUntil(source, options.signal)) chunks.push(Buffer.from(chunk))
      options.signal.throwIfAborted()
      refuse()
      this.objects.set(key, { bytes: Buffer.concat(chunks), modifiedAt: new Date() })
    } finally {
      this.#forget(begun.id)
    }
  }

  async *get(key: string, { signal }: { signal: AbortSignal }): AsyncIterable<Uint8Array> {
    checkKey(key)
    signal.throwIfAborted()
    this.calls.push(`get ${key}`)
    const object = this.objects.get(key)
    if (!object) throw new ObjectMissingError(`cannot read ${this.location}/${key}: there is no such object`)
    for (let at = 0; at < object.bytes.length; at += 65_536) {
      yield object.bytes.subarray(at, at + 65_536)
      signal.throwIfAborted()
    }
  }

  async stat(key: string): Promise<Held | undefined> {
    checkKey(key)
    this.calls.push(`stat ${key}`)
    const object = this.objects.get(key)
    return object && { bytes: object.bytes.length, crc32: crc32(object.bytes) }
  }

  async *list(keyPrefix: string): AsyncIterable<Listed> {
    this.calls.push(`list ${keyPrefix}`)
    for (const [key, { bytes, modifiedAt }] of this.objects) {
      if (key.startsWith(keyPrefix)) yield { key, bytes: bytes.length, modifiedAt }
    }
  }

  async delete(keys: readonly string[]): Promise<void> {
    keys.forEach(checkKey)
    for (const key of keys) {
      this.calls.push(`delete ${key}`)
      this.objects.delete(key)
    }
  }

  async *listUnfinished(keyPrefix: string): AsyncIterable<Unfinished> {
    this.calls.push(`listUnfinished ${keyPrefix}`)
    yield* this.unfinished.filter(({ key }) => key.startsWith(keyPrefix))
  }

  async discard({ id }: Unfinished): Promise<void> {
    this.calls.push(`discard ${id}`)
    this.#forget(id)
  }

  #forget(id: string): void {
    const at = this.unfinished.findIndex((entry) => entry.id === id)
    if (at >= 0) this.unfinished.splice(at, 1)
  }
}
