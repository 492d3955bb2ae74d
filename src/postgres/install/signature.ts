import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PgdrillError } from '../../errors.ts'
import { run } from './run.ts'

/**
 * What an InRelease file says, when a key signed it. The text is split off first, and the program that apt itself uses
 * (gpgv, or sqv since Debian 13) judges exactly what is then read.
 * @throws PgdrillError
 */
export async function signedText(inRelease: string, key: Buffer): Promise<string> {
  const { text, signature } = split(inRelease)
  const folder = await mkdtemp(join(tmpdir(), 'pgdrill-key-'))
  const path = (name: string) => join(folder, name)
  try {
    await writeFile(path('key'), dearmored(key))
    await writeFile(path('signature'), signature)
    await writeFile(path('text'), text)
    await judge(path('key'), path('signature'), path('text'))
    return text
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Pure: one signed text and nothing around it. RFC 9580, section 7, "Cleartext Signature Framework". */
export function split(inRelease: string): { text: string; signature: string } {
  const found =
    /^-----BEGIN PGP SIGNED MESSAGE-----\n(?:Hash: [^\n]+\n)*\n([\s\S]*?)\n(-----BEGIN PGP SIGNATURE-----\n[\s\S]*?\n-----END PGP SIGNATURE-----)\n*$/.exec(
      inRelease.replaceAll('\r\n', '\n'),
    )
  const [, text = '', signature = ''] = found ?? []
  if (found === null || /^-----/m.test(text) || /^-----BEGIN/m.test(signature.slice(1)))
    throw new PgdrillError('its InRelease is no signed text', {
      cure: 'check the URL and the suite of client-repository; a proxy may answer in its place',
    })
  return { text: text.replaceAll(/^- /gm, ''), signature: `${signature}\n` }
}

/** A public key as gpgv wants it. */
export function dearmored(key: Buffer): Buffer {
  const armored =
    /-----BEGIN PGP PUBLIC KEY BLOCK-----\n(?:[^\n]+\n)*\n([\s\S]*?)\n(?:=.{4}\n)?-----END/.exec(
      key.toString('latin1').replaceAll('\r\n', '\n'),
    )
  return armored?.[1] === undefined ? key : Buffer.from(armored[1], 'base64')
}

async function judge(key: string, signature: string, text: string): Promise<void> {
  const gpgv = await run('gpgv', ['--status-fd', '1', '--keyring', key, signature, text])
  if (gpgv !== undefined) return judgeStatus(gpgv.stdout)
  const sqv = await run('sqv', ['--keyring', key, '--signature-file', signature, text])
  if (sqv?.code === 0) return
  if (sqv !== undefined) throw unsigned(sqv.stderr.trim().split('\n').at(-1)?.trim() ?? '')
  throw new PgdrillError('its signature cannot be checked: there is neither gpgv nor sqv', {
    cure: 'install gpgv',
  })
}

// What counts is said in GnuPG's doc/DETAILS. A text may have several signatures, some by keys that we do not know.
function judgeStatus(status: string): void {
  const says = (word: string) => status.includes(`[GNUPG:] ${word} `)
  // MD5, SHA-1 and RIPEMD-160.
  const weak = /^\[GNUPG:\] VALIDSIG(?: \S+){7} [123] /m.test(status)
  if (says('GOODSIG') && !says('BADSIG') && !weak) return
  if (says('BADSIG')) throw unsigned('the text was changed after it was signed')
  if (says('EXPKEYSIG') || says('KEYEXPIRED')) throw unsigned('the key has expired')
  if (says('REVKEYSIG')) throw unsigned('the key was revoked')
  if (weak) throw unsigned('the signature uses a digest that is broken')
  throw unsigned('another key signed it')
}

function unsigned(why: string): PgdrillError {
  return new PgdrillError(`its InRelease is not signed by the key it should be signed by: ${why}`, {
    cure: 'do not trust that repository, or set client-repository-key to its key',
  })
}
