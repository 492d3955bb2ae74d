import { randomBytes } from 'node:crypto'
import { passphraseRecipient } from './passphrase.ts'
import { nonceBytes, payloadKey, Sealer } from './payload.ts'

/** To whom it is encrypted. */
export type Encryption =
  | { kind: 'none' }
  /** Public keys, as age-keygen writes them; any one of their identities decrypts. */
  | { kind: 'recipients'; recipients: readonly string[] }
  | { kind: 'passphrase'; passphrase: string }

/** A stage for `pipeline()`. */
export type Stage = (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>

/** The stage that encrypts a stream into an age file (https://c2sp.org/age), under a key of its own. */
export function encryptor(encryption: Encryption): Stage {
  return encryption.kind === 'none' ? (source) => source : (source) => encrypted(source, encryption)
}

async function* encrypted(
  source: AsyncIterable<Uint8Array>,
  encryption: Encryption,
): AsyncGenerator<Uint8Array> {
  const { header, fileKey } = await begin(encryption)
  const nonce = randomBytes(nonceBytes)
  const sealer = new Sealer(payloadKey(fileKey, nonce))
  yield Buffer.concat([header, nonce])
  for await (const chunk of source) yield* sealer.add(chunk)
  yield sealer.end()
}

/** A header as the library writes it, and the key that it wraps. */
async function begin(encryption: Encryption): Promise<{ header: Uint8Array; fileKey: Uint8Array }> {
  // Loaded where it is needed only: it costs some 100 ms of start.
  const age = await import('age-encryption')
  const encrypter = new age.Encrypter()
  let fileKey: Uint8Array | undefined
  const overhear = (key: Uint8Array) => {
    fileKey = Uint8Array.from(key)
    return []
  }
  encrypter.addRecipient({ wrapFileKey: overhear })
  if (encryption.kind === 'passphrase')
    encrypter.addRecipient(passphraseRecipient(encryption.passphrase, age))
  if (encryption.kind === 'recipients')
    for (const recipient of encryption.recipients) encrypter.addRecipient(recipient)
  // A whole file of nothing: behind its header lie a nonce and one empty chunk, of which no more than a tag is left.
  const file = await encrypter.encrypt(new Uint8Array(0))
  if (fileKey === undefined) throw new Error('age-encryption asked no recipient to wrap the key')
  return { header: file.subarray(0, file.length - nonceBytes - 16), fileKey }
}
