import { PgdrillError } from '../errors.ts'

/** The stored bytes are not what a compressor wrote, or not all of it. */
export class DecompressionError extends PgdrillError {
  override readonly name = 'DecompressionError'
}
