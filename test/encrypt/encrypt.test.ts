import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import {
  Decrypter,
  generateHybridIdentity,
  generateX25519Identity,
  identityToRecipient,
} from 'age-encryption'
import { decryptor, tryKeys } from '../../src/encrypt/decrypt.ts'
import { encryptor } from '../../src/encrypt/encrypt.ts'
import { DecryptionError, NoKeyError } from '../../src/encrypt/errors.ts'
import { checkIdentity, checkRecipient } from '../../src/encrypt/key-text.ts'

const folder = mkdtempSync(join(tmpdir(), 'pgdrill-age-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const identity = await generateX25519Identity()
const recipient = await identityToRecipient(identity)
const hybrid = await generateHybridIdentity()
const keys = (...texts: string[]) => ({ identities: texts.map((text) => ({ text, origin: 'test' })) })

async function through(
  stage: (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>,
  bytes: Uint8Array,
  pieceBytes = 1000,
): Promise<Buffer> {
  const pieces = async function* () {
    for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
  }
  const chunks: Uint8Array[] = []
  for await (const chunk of stage(pieces())) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const sealed = (bytes: Uint8Array, to = [recipient]) =>
  through(encryptor({ kind: 'recipients', recipients: to }), bytes)
const opened = (bytes: Uint8Array, text = identity, pieceBytes?: number) =>
  through(decryptor(keys(text), 'x.age'), bytes, pieceBytes)

const chunk = 64 * 1024

describe.each([0, 1, chunk - 1, chunk, chunk + 1, 3 * chunk])('%s bytes', (bytes) => {
  const text = Buffer.alloc(bytes, 'pgdrill')

  test('are what they were after both stages, however they are cut into pieces', async () => {
    const file = await sealed(text)
    for (const piece of [17, chunk, 1_000_000])
      expect((await opened(file, identity, piece)).equals(text)).toBe(true)
  })

  test('are opened by the age program and by the library, and theirs by us', async () => {
    writeFileSync(join(folder, 'key'), identity)
    const file = await sealed(text)
    expect(execFileSync('age', ['-d', '-i', join(folder, 'key')], { input: file }).equals(text)).toBe(true)
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    expect(Buffer.from(await decrypter.decrypt(file)).equals(text)).toBe(true)
    const theirs = execFileSync('age', ['-r', recipient], { input: text })
    expect((await opened(theirs)).equals(text)).toBe(true)
  })

  test('that were cut short or altered anywhere do not come out whole', async () => {
    const file = await sealed(text)
    const cuts = [10, 150, file.length - chunk - 16, file.length - 16, file.length - 1]
    for (const at of cuts.filter((at) => at > 0 && at < file.length))
      await expect(opened(file.subarray(0, at))).rejects.toThrow(DecryptionError)
    for (const at of [0, 120, file.length - 20, file.length - 1]) {
      const altered = Buffer.from(file)
      altered[at] = (altered[at] as number) ^ 1
      await expect(opened(altered)).rejects.toThrow(/cannot decrypt x\.age: /)
    }
    await expect(opened(Buffer.concat([file, Buffer.from('more')]))).rejects.toThrow(DecryptionError)
  })
})

test('each of several recipients opens it, a post-quantum one among them, and nobody else', async () => {
  await expect(
    sealed(Buffer.from('a'), [recipient, await identityToRecipient(hybrid)]),
  ).resolves.toBeDefined()
  const file = await sealed(Buffer.from('text'), [await identityToRecipient(hybrid)])
  expect(String(await opened(file, hybrid))).toBe('text')
  await expect(opened(file, identity)).rejects.toThrow(NoKeyError)
})

test('keys are tried on the header alone', async () => {
  const file = await sealed(Buffer.alloc(100))
  let asked = 0
  const source = async function* () {
    asked += 1
    yield file
    asked += 1
  }
  await tryKeys(source(), keys(identity), 'x.age')
  expect(asked).toBe(1)
  await expect(tryKeys(source(), keys(hybrid), 'x.age')).rejects.toThrow(NoKeyError)
})

test('keys with a typing error, secret ones in a public place, and the other way round, are refused', async () => {
  for (const right of [recipient, await identityToRecipient(hybrid)]) {
    expect(() => checkRecipient(right)).not.toThrow()
    expect(() => checkRecipient(`${right.slice(0, -1)}${right.endsWith('q') ? 'p' : 'q'}`)).toThrow(
      'typing error',
    )
  }
  for (const right of [identity, hybrid]) {
    expect(() => checkIdentity(right)).not.toThrow()
    expect(() => checkIdentity(right.slice(0, -1))).toThrow('AGE-SECRET-KEY-...')
    expect(() => checkRecipient(right)).toThrow('that is a secret key')
  }
  expect(() => checkIdentity(recipient)).toThrow('that is a public key')
  expect(() => checkRecipient('ssh-ed25519 AAAA')).toThrow('SSH keys are not supported')
})
