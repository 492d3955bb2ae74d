import { PgdrillError } from '../errors.ts'

/** A file of keys, or a text like one: a key a line, empty lines and `#` comments between them. */
export function keyLines(text: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  return lines.filter((line) => line !== '' && !line.startsWith('#'))
}

/** Whether a text wants to be a recipient, and no file's name. */
export function looksLikeRecipient(text: string): boolean {
  return /^(age1|ssh-)/.test(text)
}

/** Refuses what is no recipient that a restore could open. @throws PgdrillError that shows nothing of it */
export function checkRecipient(text: string): void {
  if (/^AGE-SECRET-KEY-/i.test(text))
    throw new PgdrillError(
      'that is a secret key, which a backup must not have; use the public one, age1..., that age-keygen -y shows',
    )
  if (text.startsWith('ssh-'))
    throw new PgdrillError('SSH keys are not supported; make a key with age-keygen, and use its age1...')
  if (/^age1(tag|tagpq|[a-z0-9]*1p|yubikey|se)1/.test(text))
    throw new PgdrillError(
      'keys of plugins are not supported; make a key with age-keygen, and use its age1...',
    )
  const isOne = /^age1pq1/.test(text) ? isBech32(text, 'age1pq') : text.length === 62 && isBech32(text, 'age')
  if (!isOne)
    throw new PgdrillError('use the public key, age1..., as age-keygen shows it; this one has a typing error')
}

/** @throws PgdrillError that shows nothing of it */
export function checkIdentity(text: string): void {
  if (text.startsWith('age-encryption.org/') || text.startsWith('-----BEGIN AGE'))
    throw new PgdrillError('it is encrypted itself; decrypt it first, with age -d')
  if (text.startsWith('age1'))
    throw new PgdrillError(
      'that is a public key; use the secret one, AGE-SECRET-KEY-..., that age-keygen wrote',
    )
  const lower = text.toLowerCase()
  const isOne = lower.startsWith('age-secret-key-pq-1')
    ? isBech32(lower, 'age-secret-key-pq-')
    : isBech32(lower, 'age-secret-key-')
  if (!isOne || text !== text.toUpperCase())
    throw new PgdrillError('use the secret key, AGE-SECRET-KEY-..., as age-keygen wrote it')
}

const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]

/** Whether prefix and checksum are right (BIP 173; age has no limit of length). */
function isBech32(text: string, prefix: string): boolean {
  if (!text.startsWith(`${prefix}1`)) return false
  const values = [...text.slice(prefix.length + 1)].map((letter) => letters.indexOf(letter))
  if (values.length < 7 || values.includes(-1)) return false
  const codes = [...prefix].map((letter) => letter.charCodeAt(0))
  return checksum([...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31), ...values]) === 1
}

function checksum(values: readonly number[]): number {
  return values.reduce((sum, value) => {
    const top = sum >>> 25
    const shifted = ((sum & 0x1ffffff) << 5) ^ value
    return generator.reduce((each, word, bit) => ((top >>> bit) & 1 ? each ^ word : each), shifted)
  }, 1)
}
