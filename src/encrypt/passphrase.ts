import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import type { Identity, Recipient, Stanza } from 'age-encryption'
import { DecryptionError } from './errors.ts'

// age's scrypt recipient: https://c2sp.org/age#scrypt. By Node's own scrypt, which does its work in another thread; the
// library's would hold up everything else for a second and more.
const scryptOf = promisify<string, Buffer, number, object, Buffer>(scrypt)
const label = 'age-encryption.org/v1/scrypt'
const usualWork = 18
// age itself refuses more than 22; 20 takes 1 GiB of memory.
const mostWork = 20

export function passphraseRecipient(
  passphrase: string,
  { Stanza: StanzaOf }: { Stanza: typeof Stanza },
): Recipient {
  return {
    async wrapFileKey(fileKey) {
      const salt = randomBytes(16)
      const key = await derived(passphrase, salt, usualWork)
      const sealing = createCipheriv('chacha20-poly1305', key, Buffer.alloc(12), { authTagLength: 16 })
      const body = Buffer.concat([sealing.update(fileKey), sealing.final(), sealing.getAuthTag()])
      return [new StanzaOf(['scrypt', base64(salt), String(usualWork)], body)]
    },
  }
}

export function passphraseIdentity(passphrase: string): Identity {
  return {
    async unwrapFileKey(stanzas) {
      const stanza = stanzas.find(({ args }) => args[0] === 'scrypt')
      if (stanza === undefined) return null
      const [, salt = '', work = ''] = stanza.args
      // Beside a passphrase there may be nobody else who could have written it.
      if (stanzas.length > 1 || !/^[1-9]\d?$/.test(work) || stanza.body.length !== 32)
        throw new DecryptionError('its passphrase stanza is malformed')
      if (Number(work) > mostWork) throw new DecryptionError(`its work factor ${work} is above ${mostWork}`)
      const key = await derived(passphrase, Buffer.from(salt, 'base64'), Number(work))
      const opening = createDecipheriv('chacha20-poly1305', key, Buffer.alloc(12), { authTagLength: 16 })
      opening.setAuthTag(stanza.body.subarray(-16))
      const fileKey = opening.update(stanza.body.subarray(0, -16))
      try {
        opening.final()
        return new Uint8Array(fileKey)
      } catch {
        return null
      }
    },
  }
}

function derived(passphrase: string, salt: Buffer, work: number): Promise<Buffer> {
  const N = 2 ** work
  const options = { N, r: 8, p: 1, maxmem: 2 * 128 * 8 * N }
  return scryptOf(passphrase, Buffer.concat([Buffer.from(label), salt]), 32, options)
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
