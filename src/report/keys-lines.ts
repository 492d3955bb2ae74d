import type { CheckedKey, KeysCheck } from '../keys.ts'

/** What `keys check` found, for people: which key opens the backup, and whose was not tried. */
export function keysLines({ backup, keys, recipients }: KeysCheck): string {
  const missing = recipients.filter(({ held }) => !held)
  return [
    backup,
    ...keys.map((key) => `  ${key.opens ? 'opens it' : 'does NOT open it'}: ${nameOf(key)}`),
    ...missing.map(({ recipient }) => `  not tried: the identity of its recipient ${shortened(recipient)}`),
  ].join('\n')
}

function nameOf({ recipient, origin }: CheckedKey): string {
  return recipient === null ? 'the passphrase' : `${shortened(recipient)} (from ${origin})`
}

/** A post-quantum one is 1959 letters long. */
export function shortened(recipient: string): string {
  return recipient.length <= 62 ? recipient : `${recipient.slice(0, 30)}...${recipient.slice(-8)}`
}
