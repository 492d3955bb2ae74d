import { hasKeys, type Keys, type SecretIdentity } from '../encrypt/decrypt.ts'
import type { Encryption } from '../encrypt/encrypt.ts'
import { checkIdentity, checkRecipient, keyLines, looksLikeRecipient } from '../encrypt/key-text.ts'
import { absolutePath, type Facts, whyUnread } from './facts.ts'
import type { OptionName } from './options.ts'
import type { Problems } from './problems.ts'
import { find, read, type Sources, shownText } from './sources.ts'

/** To whom a backup is encrypted. */
export function readEncryption(sources: Sources, facts: Facts, problems: Problems): Encryption {
  const given = read(sources, 'encrypt-to', problems) ?? []
  const passphrase = readPassphrase(sources, problems)
  const recipients = [...new Set(given.flatMap((text) => recipientsOf(text, facts, problems)))]
  if (passphrase === undefined)
    return recipients.length === 0 ? { kind: 'none' } : { kind: 'recipients', recipients }
  if (given.length > 0)
    problems.add(
      'cannot encrypt both to recipients and by a passphrase; leave out encrypt-to or encrypt-passphrase',
    )
  return { kind: 'passphrase', passphrase }
}

/** What may decrypt a backup. */
export function readKeys(sources: Sources, facts: Facts, problems: Problems): Keys {
  const files = read(sources, 'identity-file', problems) ?? []
  const passphrase = readPassphrase(sources, problems)
  const identities = [
    ...identitiesIn('identity', find(sources, 'identity'), problems),
    ...files.flatMap((path) =>
      identitiesIn('identity-file', fileText('identity-file', path, facts, problems), problems),
    ),
  ]
  // Given twice, it is one key all the same.
  const once = new Map(identities.toReversed().map((each) => [each.text, each]))
  return { identities: [...once.values()].reverse(), ...(passphrase !== undefined && { passphrase }) }
}

/** What `keys check` is to look at. */
export function readKeysToCheck(sources: Sources, facts: Facts, problems: Problems): Keys {
  const keys = readKeys(sources, facts, problems)
  if (!hasKeys(keys))
    problems.addUnlessAny('no key is given to check; set identity-file, identity or encrypt-passphrase')
  return keys
}

function readPassphrase(sources: Sources, problems: Problems): string | undefined {
  const passphrase = read(sources, 'encrypt-passphrase', problems)
  // A word of a dictionary is guessed in minutes, and whoever has the file has all the time there is.
  if (passphrase !== undefined && passphrase.length < 10)
    problems.add(
      'cannot use encrypt-passphrase: it is shorter than 10 letters; use five random words, or encrypt-to',
    )
  return passphrase
}

function recipientsOf(text: string, facts: Facts, problems: Problems): string[] {
  if (looksLikeRecipient(text) || /^AGE-SECRET-KEY-/i.test(text))
    return checked('encrypt-to', [text], problems)
  const file = fileText('encrypt-to', text, facts, problems)
  if (file === undefined) return []
  const recipients = keyLines(file.text)
  if (recipients.length === 0)
    problems.add(`cannot use encrypt-to ${shownText(text)}: there is no recipient in that file`)
  return checked(`encrypt-to ${shownText(text)}`, recipients, problems)
}

function checked(what: string, recipients: readonly string[], problems: Problems): string[] {
  return recipients.flatMap((text) => {
    // Its first letters tell which one is meant, and are nothing secret of a secret key either.
    const shown = shownText(`${text.slice(0, 14)}...`)
    return problems.noting(`cannot use ${what} ${shown}`, () => accepted(text)) ?? []
  })
}

function accepted(recipient: string): string {
  checkRecipient(recipient)
  return recipient
}

interface KeyText {
  text: string
  origin: string
}

function identitiesIn(option: OptionName, found: KeyText | undefined, problems: Problems): SecretIdentity[] {
  if (found === undefined) return []
  const from = found.origin.replace(/^--/, '') === option ? '' : ` (from ${found.origin})`
  const texts = keyLines(found.text)
  if (texts.length === 0) problems.add(`cannot use ${option}${from}: there is no key in it`)
  return (
    problems.noting(`cannot use ${option}${from}`, () => {
      for (const text of texts) checkIdentity(text)
      return texts.map((text) => ({ text, origin: found.origin.replace(/^--/, '') }))
    }) ?? []
  )
}

function fileText(option: OptionName, path: string, facts: Facts, problems: Problems): KeyText | undefined {
  const file = absolutePath(path, facts)
  try {
    return { text: facts.readText(file), origin: file }
  } catch (error) {
    problems.add(`cannot use ${option} ${shownText(path)}: ${whyUnread(error)}`)
    return undefined
  }
}
