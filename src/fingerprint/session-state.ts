import { ClientEncoding, type RawText } from './client-encoding.ts'
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

  isLead(byte: number): boolean {
    return this.encoding.isLead(byte)
  }

  /** Takes note of a statement that sets something for the session; false when it is of another kind. */
  apply(tokens: readonly string[]): boolean {
    const [verb, subject] = tokens
    if (verb === 'SET') this.#set(tokens)
    else if (verb === 'RESET') this.authorization = undefined
    else if (verb === 'SELECT') return tokens[3] === 'set_config'
    return verb === 'SET' || verb === 'RESET' || (isTransactionVerb(verb) && subject === ';')
  }

  #set(tokens: readonly string[]): void {
    const [, setting, second, value] = tokens
    if (setting === 'SESSION' && second === 'AUTHORIZATION') this.#authorize(value)
    else if (setting === 'client_encoding') this.#encode(literalValue(value))
    else if (setting === 'standard_conforming_strings') this.standardStrings = value === 'on'
    else if (setting === 'default_tablespace') this.tablespace = identifier(value) ?? null
    else if (setting === 'default_table_access_method') this.accessMethod = identifier(value) ?? null
  }

  #authorize(role: string | undefined): void {
    this.authorization = role === 'DEFAULT' ? undefined : (literalValue(role) ?? identifier(role))
  }

  #encode(name: RawText | undefined): void {
    if (name === undefined) return
    this.encoding = new ClientEncoding(name)
    this.encodingIsKnown = true
  }
}

function isTransactionVerb(verb: string | undefined): boolean {
  return verb === 'BEGIN' || verb === 'COMMIT'
}
