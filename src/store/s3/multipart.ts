import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { messageOf, PgdrillError } from '../../errors.ts'
import { afterwardsMs, commit, type Sent, type Target } from './commit.ts'
import { locationOf, S3Error } from './errors.ts'
import { adapting, base64Of, integrityOf } from './features.ts'
import { withGrace } from './grace.ts'
import type { Asked } from './meaning.ts'
import { maxParts } from './part-plan.ts'
import type { Part } from './parts.ts'
import { writeSettings } from './write-settings.ts'

/** One multipart upload, from its beginning to its completion or its abort. */
export class MultipartUpload {
  readonly #target: Target
  readonly #id: { Bucket: string; Key: string; UploadId: string }
  readonly #checksum: boolean
  /** Whether the server keeps one checksum of the whole object, and so can be told what it must be. */
  readonly #wholeChecksum: boolean
  readonly #parts: CompletedPart[] = []
  readonly #sending: Promise<void>[] = []
  #bytes = 0
  #crc32 = 0

  private constructor(target: Target, { id, checksum, wholeChecksum }: Begun) {
    this.#target = target
    this.#id = { ...target.bucket.nameOf(target.key), UploadId: id }
    this.#checksum = checksum
    this.#wholeChecksum = wholeChecksum
  }

  static async begin(target: Target, signal: AbortSignal): Promise<MultipartUpload> {
    const { bucket, features, key } = target
    const kept = { ...bucket.nameOf(key), ...writeSettings(bucket.settings, new Date()) }
    const begun = await withGrace(signal, (late) =>
      adapting(features, ['checksum'], async ({ checksum }) => {
        const whole = checksum ? ({ ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' } as const) : {}
        const command = new CreateMultipartUploadCommand({ ...kept, ...whole })
        const { UploadId, ChecksumType } = await bucket.send(
          command,
          asks(key),
          late,
          ({ UploadId }) => UploadId,
        )
        return { id: UploadId ?? '', checksum, wholeChecksum: checksum && ChecksumType === 'FULL_OBJECT' }
      }),
    )
    return new MultipartUpload(target, begun)
  }

  /** Sends a part, tried again by itself when that fails; its body may be used again afterwards. */
  send({ number, body }: Part, signal: AbortSignal): Promise<void> {
    if (number > maxParts) return Promise.reject(outgrown(this.#target))
    this.#bytes += body.length
    this.#crc32 = crc32(body, this.#crc32)
    const sent = this.#send(number, body, signal)
    this.#sending.push(sent)
    return sent
  }

  /** Makes the object appear, when every part has arrived; gives the upload's id. @throws ObjectExistsError */
  async complete(signal: AbortSignal): Promise<string> {
    await Promise.all(this.#sending)
    const { bucket, key } = this.#target
    const whole = this.#wholeChecksum
      ? ({ ChecksumCRC32: base64Of(this.#crc32), ChecksumType: 'FULL_OBJECT' } as const)
      : {}
    await commit(
      this.#target,
      [],
      () => this.#sent(),
      signal,
      ({ conditional }, late) => {
        const command = new CompleteMultipartUploadCommand({
          ...this.#id,
          ...whole,
          ...(conditional && { IfNoneMatch: '*' }),
          MultipartUpload: { Parts: this.#parts },
        })
        return bucket.send(command, asks(key), late)
      },
    )
    return this.#id.UploadId
  }

  /** Aborts the upload, so that its parts cost nothing, and throws `error`; or tells that they stay. */
  async abandon(error: unknown): Promise<never> {
    await Promise.allSettled(this.#sending)
    const { bucket, key } = this.#target
    const asked: Asked = { doing: 'delete', permission: 's3:AbortMultipartUpload', key }
    try {
      // A signal of its own: the caller's may have fired already.
      await bucket.send(new AbortMultipartUploadCommand(this.#id), asked, AbortSignal.timeout(afterwardsMs))
    } catch (failure) {
      if (!isGone(failure))
        throw isSilence(error, failure) ? perhapsLeftBehind(error) : leftBehind(error, failure)
    }
    throw error
  }

  async #send(number: number, body: Buffer, signal: AbortSignal): Promise<void> {
    const { bucket, key } = this.#target
    const integrity = integrityOf(body, { checksum: this.#checksum })
    const command = new UploadPartCommand({ ...this.#id, PartNumber: number, Body: body, ...integrity })
    const { ETag, ChecksumCRC32 } = await bucket.send(command, asks(key), signal, ({ ETag }) => ETag)
    this.#parts[number - 1] = { PartNumber: number, ETag, ...(ChecksumCRC32 && { ChecksumCRC32 }) }
  }

  /** The entity tag is known beforehand where the parts' are MD5s: S3 makes it the MD5 of those, and `-<parts>`. */
  #sent(): Sent {
    const md5 = createHash('md5')
    for (const { ETag = '' } of this.#parts) md5.update(ETag.replaceAll('"', ''), 'hex')
    return { bytes: this.#bytes, crc32: this.#crc32, etag: `${md5.digest('hex')}-${this.#parts.length}` }
  }
}

function outgrown({ bucket, key, partBytes }: Target): PgdrillError {
  const mebibytes = Math.ceil(partBytes / 1024 ** 2)
  return new PgdrillError(
    `cannot write ${locationOf(bucket.settings, key)}: it is larger than ${maxParts} parts of ${mebibytes} MiB, and S3 takes no more parts`,
    { cure: `set s3-part-size to ${2 * mebibytes}MiB or more` },
  )
}

interface Begun {
  id: string
  checksum: boolean
  wholeChecksum: boolean
}

/** The write failed, and what it had sent could not be removed. */
class LeftBehindError extends PgdrillError {
  override readonly exitCode: number

  constructor(what: string, cure: string | undefined, cause: unknown) {
    super(what, { ...(cure !== undefined && { cure }), cause })
    this.exitCode = cause instanceof PgdrillError ? cause.exitCode : 1
  }
}

function leftBehind(error: unknown, failure: unknown): LeftBehindError {
  const { what, cure } =
    failure instanceof PgdrillError ? failure : { what: messageOf(failure), cure: undefined }
  return new LeftBehindError(
    `${messageOf(error)}; besides, the unfinished upload stays there and costs: ${what}`,
    cure === undefined ? whoRemovesIt : `${cure}, then prune: ${whoRemovesIt}`,
    error,
  )
}

/** Nobody answers any more: what became of the upload is not known. */
function perhapsLeftBehind(error: unknown): LeftBehindError {
  const { what, cure } = error as S3Error
  const told = `its unfinished upload may be left there, and costs then: ${whoRemovesIt}`
  return new LeftBehindError(what, cure === undefined ? told : `${cure}; ${told}`, error)
}

// retention/leftovers.ts says why only then.
const whoRemovesIt = 'a prune removes it when it is 48 hours old'

function isGone(failure: unknown): boolean {
  return failure instanceof S3Error && failure.code === 'NoSuchUpload'
}

/** The server is silent, which the first error has said already. */
function isSilence(error: unknown, failure: unknown): boolean {
  const silent = !(failure instanceof S3Error) || failure.status === undefined
  return silent && error instanceof S3Error && error.status === undefined
}

function asks(key: string): Asked {
  return { doing: 'write', permission: 's3:PutObject', key }
}
