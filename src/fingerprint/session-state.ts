import { ClientEncoding, encodingNamed, type RawText } from './client-encoding.ts'
import { type Setting, settingIn } from './setting.ts'
import { identifier, literalValue } from './sql-names.ts'
import type { StringRules } from './sql-splitter.ts'

/** What the dump's SET statements say about what follows them. None of them is part of an object. */
export class SessionState implements StringRules {
  encoding = new ClientEncoding('UTF8')
  /** Whether the dump has said its encoding. */
  encodingIsKnown = false
  standardStrings = true
  accessMethod: RawText | null = null
  /** Null for the database's own. */
  tablespace: RawText | null = null
  /** The role of SET SESSION AUTHORIZATION. */
  authorization: RawText | undefined
  /** What was set in a way that leaves open where strings end from here on. */
  unclear: string | undefined

  isLead(byte: number): boolean {
    return this.encoding.isLead(byte)
  }

  get hidesAscii(): boolean {
    return this.encoding.hidesAscii
  }

  /** Takes note of a statement that sets something for the session; false when it is of another kind. */
  apply(tokens: readonly string[]): boolean {
    const [verb, subject] = tokens
    const setting = settingIn(tokens)
    if (setting) this.#set(setting)
    if (verb === 'SET' && subject === 'SESSION' && tokens[2] === 'AUTHORIZATION') this.#authorize(tokens[3])
    else if (verb === 'RESET') this.authorization = undefined
    else if (verb === 'SELECT') return tokens[3] === 'set_config'
    return verb === 'SET' || verb === 'RESET' || (isTransactionVerb(verb) && subject === ';')
  }

  #set({ name, value }: Setting): void {
    if (name === 'client_encoding') this.#encode(value)
    else if (name === 'standard_conforming_strings') this.#escape(value)
    else if (name === 'default_tablespace') this.tablespace = identifier(value) ?? null
    else if (name === 'default_table_access_method') this.accessMethod = identifier(value) ?? null
  }

  #escape(value: string | undefined): void {
    const word = (literalValue(value) ?? value ?? '').toLowerCase()
    if (/^(on|true|yes|1|off|false|no|0)$/.test(word)) this.standardStrings = /^(on|true|yes|1)$/.test(word)
    else this.unclear ??= 'standard_conforming_strings, set in a way that pg_dump does not'
  }

  #authorize(role: string | undefined): void {
    this.authorization = role === 'DEFAULT' ? undefined : (literalValue(role) ?? identifier(role))
  }

  #encode(value: string | undefined): void {
    const name = encodingNamed(literalValue(value) ?? value ?? '')
    if (name === undefined) {
      this.unclear ??= 'client_encoding, set in a way that pg_dump does not'
      return
    }
    this.encoding = new ClientEncoding(name)
    this.encodingIsKnown = true
  }
}

function isTransactionVerb(verb: string | undefined): boolean {
  return verb === 'BEGIN' || verb === 'COMMIT'
}
