import { ObjectMissingError, type Store } from '../store/store.ts'
import { keyOf, parseKey } from './names.ts'
import { parseRecord, type RecordKind, readRecord } from './record.ts'
import { instant, mismatch, object, oneOf, type Read, text } from './shape.ts'

export type Verdict = 'verified' | 'failed' | 'inconclusive'

/** How a backup's last drill ended: as much of `<stem>.drill.json` as a listing and the retention need. */
export interface DrillVerdict {
  schema: 1
  backup: string
  verdict: Verdict
  drilledAt: Date
}

const drillVerdict: Read<DrillVerdict> = object<DrillVerdict>({
  schema: oneOf(1),
  backup: text,
  verdict: oneOf('verified', 'failed', 'inconclusive'),
  drilledAt: instant,
})

const drillRecord: RecordKind<DrillVerdict> = {
  noun: 'drill record',
  schema: 1,
  read(value, key) {
    const found = drillVerdict(value, '')
    const asked = parseKey(key)?.stem
    if (found.backup !== asked) throw mismatch('backup', found.backup, JSON.stringify(asked))
    return found
  },
}

/** The drill record that lies under `key`. @throws UnreadableRecordError when it is newer, broken or of another backup */
export function parseDrill(text: string, key: string): DrillVerdict {
  return parseRecord(drillRecord, text, key)
}

/** How a backup's last drill ended, or undefined when it never had one. @throws UnreadableRecordError */
export async function readDrill(
  store: Store,
  stem: string,
  options: { signal: AbortSignal },
): Promise<DrillVerdict | undefined> {
  try {
    return await readRecord(drillRecord, store, keyOf(stem, { part: 'drill' }), options)
  } catch (error) {
    if (error instanceof ObjectMissingError) return undefined
    throw error
  }
}
