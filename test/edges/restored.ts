import { tmpdir } from 'node:os'
import type { Connection } from '../../src/postgres/connection.ts'
import { type RestoreRequest, restore } from '../../src/restore.ts'
import type { Store } from '../../src/store/store.ts'
import { silent } from '../corpus/scene.ts'

/** Restores the newest backup of `name` into the target. */
export function restored(
  store: Store,
  name: string,
  target: Connection,
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
    path: process.env.PATH ?? '',
    spoolFolder: tmpdir(),
    now: new Date('2026-11-22T20:30:05Z'),
    signal: new AbortController().signal,
    report: silent,
    ...changes,
  })
}
