import { dumpKeyOf } from './catalog/manifest.ts'
import { type BackupCopy, findBackup, type What } from './catalog/open-backup.ts'
import { type Keys, recipientOf, tryKeys } from './encrypt/decrypt.ts'
import { DecryptionError, NoKeyError } from './encrypt/errors.ts'
import { PgdrillError } from './errors.ts'
import type { Store } from './store/store.ts'

export interface KeysRequest {
  what: What
  stores: readonly Store[]
  /** Those that were put away for the day they are needed; at least one. */
  keys: Keys
  now: Date
  signal: AbortSignal
}

/** JSON as it is; holds nothing secret. */
export interface KeysCheck {
  /** The stem. */
  backup: string
  keys: CheckedKey[]
  /** The backup's, as its manifest names them; `held` when the identity of it was given and opens the backup. */
  recipients: { recipient: string; held: boolean }[]
}

export interface CheckedKey {
  /** The public key of an identity; null for the passphrase. */
  recipient: string | null
  /** Where the key was given. */
  origin: string
  opens: boolean
  /** Why it does not, for each object; empty when it opens all. */
  problems: string[]
}

/**
 * Tries each key by itself on every encrypted object of a backup, in each store, at the cost of their first bytes. A
 * header's MAC tells whether a key opens it: nothing has to be decrypted. @throws PgdrillError
 */
export async function checkKeys(request: KeysRequest): Promise<KeysCheck> {
  const { stem, copies } = await findBackup(request.stores, request.what, request)
  const [first] = copies as [BackupCopy]
  const { encryption } = first.manifest ?? {}
  if (encryption === undefined || encryption.kind === 'none')
    throw new PgdrillError(`cannot check keys on ${stem}: it is not encrypted`, {
      cure: 'set encrypt-to for the backup, or name an encrypted one',
    })
  const keys: CheckedKey[] = []
  for (const { identity, origin, alone } of each(request.keys)) {
    const recipient = identity === undefined ? null : await recipientOf(identity)
    const problems = await problemsOf(copies, alone, request.signal)
    keys.push({ recipient, origin, opens: problems.length === 0, problems })
  }
  const named = encryption.kind === 'recipients' ? encryption.recipients : []
  const isHeld = (recipient: string) => keys.some((key) => key.recipient === recipient && key.opens)
  return {
    backup: stem,
    keys,
    recipients: named.map((recipient) => ({ recipient, held: isHeld(recipient) })),
  }
}

function each({ identities, passphrase }: Keys) {
  const alone = identities.map((identity) => ({
    identity,
    origin: identity.origin,
    alone: { identities: [identity] } as Keys,
  }))
  if (passphrase === undefined) return alone
  return [
    ...alone,
    { identity: undefined, origin: 'encrypt-passphrase', alone: { identities: [], passphrase } },
  ]
}

async function problemsOf(copies: readonly BackupCopy[], keys: Keys, signal: AbortSignal): Promise<string[]> {
  const problems: string[] = []
  for (const { store, manifest } of copies) {
    // The dump first: without it the others are of no use.
    const dump = manifest && dumpKeyOf(manifest)
    const encrypted = manifest?.objects.map(({ key }) => key).filter((key) => key.endsWith('.age')) ?? []
    for (const key of encrypted.toSorted((a, b) => Number(b === dump) - Number(a === dump))) {
      const problem = await problemOf(tryKeys(store.get(key, { signal }), keys, `${store.location}/${key}`))
      if (problem !== undefined) problems.push(problem)
      // What does not open one does not open the others either.
      if (problem !== undefined) break
    }
  }
  return problems
}

async function problemOf(trial: Promise<void>): Promise<string | undefined> {
  try {
    await trial
    return undefined
  } catch (error) {
    if (error instanceof NoKeyError || error instanceof DecryptionError) return error.what
    throw error
  }
}
