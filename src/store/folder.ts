import { constants, type Stats } from 'node:fs'
import { type FileHandle, lstat, open, unlink } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { messageOf, PgdrillError } from '../errors.ts'
import { folderError, meaningOf, systemCode } from './folder/errors.ts'
import { partialPath, wholeName } from './folder/partial-name.ts'
import { publish } from './folder/publish.ts'
import { makeFolders, removeEmptyFolders, stayInside, syncFolder, walk } from './folder/tree.ts'
import {
  checkKey,
  type Held,
  type Listed,
  type MayHold,
  ObjectExistsError,
  ObjectMissingError,
  type PutOptions,
  type Store,
  takenCure,
  type Unfinished,
} from './store.ts'
import { takeUntil } from './take-until.ts'
import { type Undeleted, undeletedError } from './undeleted.ts'

const readBytes = 256 * 1024

/** A store in a folder of this machine; made, for its owner only, by the first write. Keeps no checksums. */
export function openFolderStore(path: string): Store {
  return new FolderStore(resolve(path))
}

class FolderStore implements Store {
  readonly location: string

  constructor(root: string) {
    this.location = root
  }

  async put(key: string, source: AsyncIterable<Uint8Array>, options: PutOptions): Promise<void> {
    const path = this.#pathOf(key)
    options.signal.throwIfAborted()
    if (options.overwrite !== true) await this.#refuseTaken(path)
    const partial = partialPath(path)
    try {
      await this.#io('write', path, makeFolders(this.location, dirname(path)))
      await this.#write(partial, path, takeUntil(source, options.signal))
      options.signal.throwIfAborted()
      const free = await this.#io(
        'write',
        path,
        publish(partial, path, { overwrite: options.overwrite === true }),
      )
      if (!free) throw taken(path)
      await this.#io('write', path, syncFolder(dirname(path)))
    } catch (error) {
      await unlink(partial).catch(() => {})
      await removeEmptyFolders(this.location, dirname(path))
      throw error
    }
  }

  async *get(key: string, { signal }: { signal: AbortSignal }): AsyncIterable<Uint8Array> {
    const path = this.#pathOf(key)
    signal.throwIfAborted()
    if ((await this.#find(path)) === undefined) throw missing(path)
    await using file = await this.#open(path)
    for (;;) {
      const buffer = Buffer.allocUnsafe(readBytes)
      const { bytesRead } = await this.#io('read', path, file.read(buffer, 0, readBytes))
      signal.throwIfAborted()
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
      signal.throwIfAborted()
    }
  }

  async stat(key: string): Promise<Held | undefined> {
    const found = await this.#find(this.#pathOf(key))
    return found && { bytes: found.size }
  }

  async *list(keyPrefix: string, { mayHold }: { mayHold?: MayHold } = {}): AsyncIterable<Listed> {
    for await (const { key, name, path } of this.#walk(keyPrefix, mayHold)) {
      if (!key.startsWith(keyPrefix) || wholeName(name) !== undefined) continue
      const stats = await this.#statsOf(path)
      if (stats !== undefined) yield { key, bytes: stats.size, modifiedAt: stats.mtime }
    }
  }

  async delete(keys: readonly string[]): Promise<void> {
    const paths = keys.map((key) => this.#pathOf(key))
    const left: Undeleted[] = []
    for (const [at, path] of paths.entries()) {
      await this.#remove(path).catch((error: unknown) => {
        left.push({ key: keys[at] as string, ...(meaningOf(error) ?? { why: messageOf(error) }) })
      })
    }
    for (const folder of new Set(paths.map((path) => dirname(path)))) {
      await removeEmptyFolders(this.location, folder)
    }
    // Whoever removes a manifest first, and then what it names, wants to find it so after a power cut as well.
    await this.#io('delete', this.location, syncIfThere(this.location))
    if (left.length > 0) throw undeletedError(this.location, left)
  }

  async *listUnfinished(keyPrefix: string): AsyncIterable<Unfinished> {
    for await (const { key, name, path } of this.#walk(keyPrefix)) {
      const whole = wholeName(name)
      if (whole === undefined) continue
      const wholeKey = key.slice(0, -name.length) + whole
      if (!wholeKey.startsWith(keyPrefix)) continue
      const stats = await this.#statsOf(path)
      // The last write, not the first: a file that is still growing is not an old one.
      if (stats !== undefined) yield { key: wholeKey, startedAt: stats.mtime, id: name }
    }
  }

  async discard({ key, id }: Unfinished): Promise<void> {
    const path = this.#pathOf(key)
    if (wholeName(id) !== basename(path))
      throw new PgdrillError(`cannot discard ${id}: it is no partial file of ${path}`)
    await this.#io('delete', path, this.#remove(join(dirname(path), id)))
    await removeEmptyFolders(this.location, dirname(path))
  }

  #pathOf(key: string): string {
    checkKey(key)
    const path = join(this.location, key)
    if (wholeName(basename(path)) === undefined) return path
    throw new PgdrillError(
      `cannot use ${JSON.stringify(key)} as an object's key: such names are for partial files`,
    )
  }

  async #refuseTaken(path: string): Promise<void> {
    const stats = await this.#statsOf(path)
    if (stats?.isDirectory()) throw new PgdrillError(`cannot write ${path}: there is a folder of that name`)
    if (stats !== undefined) throw taken(path)
  }

  /** The regular file at `path`, or undefined. A link is refused: it could lead anywhere. */
  async #find(path: string): Promise<Stats | undefined> {
    const stats = await this.#statsOf(path)
    if (stats?.isSymbolicLink()) throw new PgdrillError(`cannot use ${path}: it is a symbolic link`)
    return stats?.isFile() ? stats : undefined
  }

  /** What is at `path`, unless a link on the way to it leads out of the root. */
  async #statsOf(path: string): Promise<Stats | undefined> {
    try {
      await stayInside(this.location, dirname(path))
      return await lstat(path)
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return undefined
      throw folderError('read', path, error)
    }
  }

  async #open(path: string): Promise<FileHandle> {
    try {
      return await open(path, constants.O_RDONLY | constants.O_NOFOLLOW)
    } catch (error) {
      throw systemCode(error) === 'ENOENT' ? missing(path) : folderError('read', path, error)
    }
  }

  async #write(partial: string, path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
    await using file = await this.#io('write', path, open(partial, 'wx', 0o600))
    for await (const chunk of chunks) await this.#io('write', path, writeAll(file, chunk))
    await this.#io('write', path, file.sync())
    await this.#io('write', path, file.close()) // here, not at the brace: NFS reports a full disk as late as this
  }

  async #remove(path: string): Promise<void> {
    const stats = await this.#statsOf(path)
    if (stats === undefined || stats.isDirectory()) return
    await unlink(path)
  }

  async *#walk(keyPrefix: string, mayHold: MayHold = () => true) {
    try {
      yield* walk(this.location, keyPrefix, mayHold)
    } catch (error) {
      throw folderError('list', this.location, error)
    }
  }

  #io<T>(doing: 'write' | 'read' | 'delete', path: string, work: Promise<T>): Promise<T> {
    return work.catch((error: unknown) => {
      throw folderError(doing, path, error)
    })
  }
}

function taken(path: string): ObjectExistsError {
  return new ObjectExistsError(`cannot write ${path}: it exists already`, { cure: takenCure })
}

function missing(path: string): ObjectMissingError {
  return new ObjectMissingError(`cannot read ${path}: there is no such file`)
}

/** A write to a file may be short, when the disk is nearly full or a signal comes. */
async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.length; ) {
    const { bytesWritten } = await file.write(chunk, at, chunk.length - at)
    at += bytesWritten
  }
}

async function syncIfThere(folder: string): Promise<void> {
  await syncFolder(folder).catch((error: unknown) => {
    if (systemCode(error) !== 'ENOENT') throw error
  })
}
