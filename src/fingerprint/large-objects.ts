import { createHash, type Hash } from 'node:crypto'
import type { LargeObject } from './fingerprint.ts'
import type { Statement } from './sql-splitter.ts'

const OPEN = /^SELECT pg_catalog\.lo_open\((?:pg_catalog\.lo_create\()?'(\d+)'/
const WRITE = /^SELECT pg_catalog\.lowrite\(\d+, '\\{1,2}x/
const CLOSE = /^SELECT pg_catalog\.lo_close\(/

/** The content of large objects, from lo_open, lowrite and lo_close as pg_dump writes them: 16 KiB a write, in hex. */
export class LargeObjects {
  readonly all: LargeObject[] = []
  #open: { oid: number; bytes: number; hash: Hash; isKnown: boolean } | undefined

  /** Takes note of a statement about a large object's content; false when it is of another kind. */
  read({ text, sha256 }: Statement): boolean {
    const head = text.toString('latin1', 0, 80)
    const oid = OPEN.exec(head)?.[1]
    if (oid !== undefined)
      this.#open = { oid: Number(oid), bytes: 0, hash: createHash('sha256'), isKnown: true }
    else if (CLOSE.test(head)) this.#close()
    else if (head.startsWith('SELECT pg_catalog.lowrite(')) this.#write(text, WRITE.exec(head)?.[0], sha256)
    else return false
    return true
  }

  #write(text: Buffer, prefix: string | undefined, cut: Buffer | undefined): void {
    if (!this.#open) return
    if (prefix === undefined || cut) {
      this.#open.isKnown = false // no pg_dump since 9.0 writes anything but 16 KiB in hex
      return
    }
    const end = text.indexOf("'", prefix.length)
    const bytes = Buffer.from(text.toString('latin1', prefix.length, end), 'hex')
    this.#open.hash.update(bytes)
    this.#open.bytes += bytes.length
  }

  #close(): void {
    if (!this.#open) return
    const { oid, bytes, hash, isKnown } = this.#open
    const digest = hash.digest('hex').slice(0, 32)
    this.all.push(isKnown ? { oid, bytes, digest } : { oid, bytes: null, digest: null })
    this.#open = undefined
  }
}
