import type { BackupRequest } from '../backup.ts'
import type { Draft } from '../catalog/draft.ts'
import type { Encryption } from '../encrypt/encrypt.ts'
import type { PgdrillError } from '../errors.ts'
import type { ServerFacts } from '../postgres/server.ts'
import type { ClientTools } from '../postgres/tools.ts'

/** A backup under way. */
export interface Run extends BackupRequest {
  encryption: Encryption
  server: ServerFacts
  tools: ClientTools
  draft: Draft
  pgDump: readonly string[]
  /** Why nothing is pruned. */
  wrongClock: PgdrillError | undefined
}

export function isEncrypted({ encryption }: Run): boolean {
  return encryption.kind !== 'none'
}
