import { messageOf } from '../errors.ts'
import type { Stage } from './encrypt.ts'
import { DecryptionError, NoKeyError } from './errors.ts'
import { type Head, HeadReader } from './header.ts'
import { passphraseIdentity } from './passphrase.ts'
import { Opener, payloadKey } from './payload.ts'

/** What may open a file: any one of these. */
export interface Keys {
  identities: readonly SecretIdentity[]
  passphrase?: string
}

export interface SecretIdentity {
  /** `AGE-SECRET-KEY-1...` */
  text: string
  /** Where it was given, for people. */
  origin: string
}

export const noKeys: Keys = { identities: [] }

export function hasKeys({ identities, passphrase }: Keys): boolean {
  return identities.length > 0 || passphrase !== undefined
}

/**
 * The stage that decrypts an age file, whoever wrote it; `what` is what an error calls it. Its output ends normally only
 * when the file was whole. @throws NoKeyError before any output; DecryptionError when it was altered or is cut short
 */
export function decryptor(keys: Keys, what: string): Stage {
  return (source) => decrypted(source, keys, what)
}

/** Whether the keys open a file, of which no more than the header is read. @throws NoKeyError; DecryptionError */
export async function tryKeys(source: AsyncIterable<Uint8Array>, keys: Keys, what: string): Promise<void> {
  const reader = new HeadReader(what)
  for await (const chunk of source) {
    const head = reader.add(chunk)
    if (head === undefined) continue
    await fileKeyOf(head, keys, what)
    return
  }
  throw reader.cutShort()
}

async function* decrypted(
  source: AsyncIterable<Uint8Array>,
  keys: Keys,
  what: string,
): AsyncGenerator<Uint8Array> {
  const reader = new HeadReader(what)
  let opener: Opener | undefined
  for await (const chunk of source) {
    if (opener !== undefined) {
      yield* opener.add(chunk)
      continue
    }
    const head = reader.add(chunk)
    if (head === undefined) continue
    opener = new Opener(payloadKey(await fileKeyOf(head, keys, what), head.nonce), what)
    yield* opener.add(head.rest)
  }
  if (opener === undefined) throw reader.cutShort()
  yield opener.end()
}

/** The key that the header wraps, and which its MAC vouches for. */
async function fileKeyOf({ header }: Head, keys: Keys, what: string): Promise<Uint8Array> {
  const byPassphrase = header.includes('\n-> scrypt ')
  refuseWithout(keys, byPassphrase, what)
  const { Decrypter } = await import('age-encryption')
  const decrypter = new Decrypter()
  for (const { text } of keys.identities) decrypter.addIdentity(text)
  if (keys.passphrase !== undefined) decrypter.addIdentity(passphraseIdentity(keys.passphrase))
  try {
    return await decrypter.decryptHeader(header)
  } catch (cause) {
    if (messageOf(cause).startsWith('no identity matched')) throw noneOpens(byPassphrase, what)
    throw new DecryptionError(`cannot decrypt ${what}: its header was altered (${messageOf(cause)})`, {
      cause,
    })
  }
}

function refuseWithout({ identities, passphrase }: Keys, byPassphrase: boolean, what: string): void {
  if (byPassphrase && passphrase === undefined)
    throw new NoKeyError(`cannot decrypt ${what}: it is encrypted with a passphrase, and none is given`, {
      cure: 'set encrypt-passphrase, or PGDRILL_PASSPHRASE, to the one that it was made with',
    })
  if (!byPassphrase && identities.length === 0)
    throw new NoKeyError(`cannot decrypt ${what}: it is encrypted, and no identity is given`, {
      cure: 'set identity-file, or PGDRILL_IDENTITY, to the secret key of one of its recipients',
    })
}

function noneOpens(byPassphrase: boolean, what: string): NoKeyError {
  if (byPassphrase)
    return new NoKeyError(`cannot decrypt ${what}: the passphrase is another one than it was made with`, {
      cure: 'set encrypt-passphrase to the one of that time',
    })
  return new NoKeyError(`cannot decrypt ${what}: no identity that is given is one of its recipients'`, {
    cure: 'give the identity of a recipient that its manifest names; pgdrill keys check tells which open it',
  })
}

/** The public key of an identity. */
export async function recipientOf({ text }: SecretIdentity): Promise<string> {
  const { identityToRecipient } = await import('age-encryption')
  return identityToRecipient(text)
}
