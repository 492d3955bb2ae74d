import { tmpdir } from 'node:os'
import type { Connection } from '../../src/postgres/connection.ts'
import type { Report } from '../../src/report/report.ts'
import { type RestoreRequest, restore } from '../../src/restore.ts'
import type { Store } from '../../src/store/store.ts'
import { silent } from '../corpus/scene.ts'

const path = process.env.PATH ?? ''
const withoutKeys = { keys: { identities: [] } }

/** Restores the newest backup of the name, as a command line would ask for it. */
export function restoreInto(
  target: Connection,
  store: Store,
  name: string,
  changes: Partial<RestoreRequest> = {},
) {
  return restore({
    from: { kind: 'backup', what: { kind: 'latest', name }, stores: [store] },
    target,
    mode: 'into-empty',
    jobs: 1,
    createRoles: false,
    noOwner: false,
    noPrivileges: false,
    environment: {},
    path,
    spoolFolder: tmpdir(),
    now: new Date('2026-11-22T20:30:05Z'),
    signal: new AbortController().signal,
    report: silent,
    ...withoutKeys,
    ...changes,
  })
}

/** The message of what a promise is rejected with; what it gave when it was not. */
export async function failure(promise: Promise<unknown>): Promise<string> {
  return await promise.then(
    (value) => `it went well: ${JSON.stringify(value)}`,
    (error: Error) => error.message,
  )
}

/** Keeps what a run warns of. */
export class Notes implements Report {
  readonly warnings: string[] = []
  readonly info = silent.info
  readonly track = silent.track

  warning(text: string): void {
    this.warnings.push(text)
  }
}
