import { connect } from '../postgres/client.ts'
import { checkBtrees, invalidIndexes } from '../postgres/indexes.ts'
import type { VerifyRequest } from '../verify.ts'
import { type Judged, judged, unjudged } from './demands.ts'
import type { Place } from './scratch.ts'

/** Every index of the restored database is to be usable, and by amcheck to be sound. */
export async function judgeIndexes(request: VerifyRequest, { scratch }: Place): Promise<Judged[]> {
  const { amcheck, signal, report } = request
  await using client = await connect(scratch.connection, signal)
  const invalid = (await invalidIndexes(client)).map(
    (name) => `index ${name} is invalid in the restored database`,
  )
  const valid = judged('indexes', 'index', invalid, 'every index is valid')
  if (!amcheck) return [valid]
  const found = await checkBtrees(client, signal)
  if (found.kind === 'unavailable') {
    report.info(`amcheck is left out: ${found.reason}`)
    return [valid, unjudged('amcheck', found.reason)]
  }
  const corrupt = found.corrupt.map(({ name, message }) => `index ${name} is corrupt: ${message}`)
  return [valid, judged('amcheck', 'index', corrupt, `B-tree indexes that are sound: ${found.indexes}`)]
}
