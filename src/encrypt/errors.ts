import { PgdrillError } from '../errors.ts'

/** The stored bytes are not what age wrote, or not all of it. */
export class DecryptionError extends PgdrillError {
  override readonly name = 'DecryptionError'
}

/** None of the keys at hand opens it, which says nothing about what is stored. */
export class NoKeyError extends PgdrillError {
  override readonly name = 'NoKeyError'
}
