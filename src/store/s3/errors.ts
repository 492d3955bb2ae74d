import { PgdrillError } from '../../errors.ts'
import type { Failure } from './failure.ts'
import { type Asked, meaningOf } from './meaning.ts'
import type { S3Settings } from './settings.ts'

/** A request to S3 that failed for good. */
export class S3Error extends PgdrillError {
  override readonly name = 'S3Error'
  readonly code: string
  readonly status: number | undefined
  /** How often it was tried. More than once means that a try may have worked without our hearing of it. */
  readonly attempts: number
  /** Why it failed, without what was attempted. */
  readonly why: string

  constructor(failure: Failure, asked: Asked, settings: S3Settings) {
    const { why, ...cure } = meaningOf(failure, asked, settings)
    super(`cannot ${asked.doing} ${locationOf(settings, asked.key)}: ${why}`, {
      ...cure,
      cause: failure.error,
    })
    this.why = why
    this.code = failure.code
    this.status = failure.status
    this.attempts = failure.attempts
  }
}

// 404 says of other things, too, that they are not there; the last is versitygw's word for an access key id.
const otherThings = new Set(['NoSuchBucket', 'XAdminUserNotFound'])

/** Whether it was the object that is not there. */
export function isMissing({ status, code }: S3Error): boolean {
  return status === 404 && !otherThings.has(code)
}

/** `s3://bucket/prefix/key`, or less. */
export function locationOf({ bucket, prefix }: S3Settings, key = ''): string {
  return ['s3:/', bucket, prefix, key].filter(Boolean).join('/')
}
