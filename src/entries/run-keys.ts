import { PgdrillError } from '../errors.ts'
import { checkKeys, type KeysCheck } from '../keys.ts'
import { shortened } from '../report/keys-lines.ts'
import type { CheckKeysSettings } from '../settings/check-keys.ts'
import { openStores } from './stores.ts'

export async function runCheckKeys(
  settings: CheckKeysSettings,
  { signal }: { signal: AbortSignal },
): Promise<KeysCheck> {
  return await checkKeys({ ...settings, stores: await openStores(settings.stores), now: new Date(), signal })
}

/** What makes the run a failure; undefined when every key that was given opens the backup. */
export function shortfallOfKeys({ backup, keys }: KeysCheck): PgdrillError | undefined {
  const failed = keys.filter(({ opens }) => !opens)
  if (failed.length === 0) return undefined
  const texts = failed.map(({ recipient, origin, problems }) => {
    const name =
      recipient === null ? 'the passphrase' : `the identity of ${shortened(recipient)} (from ${origin})`
    return `${name} does not open ${backup}: ${problems[0]}`
  })
  return new PgdrillError(texts.join('\n'))
}
