import { literalValue, type QualifiedName, qualifiedNameAt } from './sql-names.ts'
import { tokensOf } from './sql-tokens.ts'

/** Where a sequence stands. */
export interface SequenceSet {
  sequence: QualifiedName
  lastValue: string
  isCalled: boolean
}

/** Reads `SELECT pg_catalog.setval('public.orders_id_seq', 42, true);`, or undefined for any other statement. */
export function sequenceSet(tokens: readonly string[]): SequenceSet | undefined {
  if (tokens[0] !== 'SELECT' || tokens[3] !== 'setval') return undefined
  const name = qualifiedNameAt(tokensOf(literalValue(tokens[5]) ?? ''), 0)
  const value = /^\(('.*'),(-?\d+),(true|false)\)$/s.exec(tokens.slice(4, -1).join(''))
  if (!name || !value) return undefined
  return { sequence: name.name, lastValue: value[2] as string, isCalled: value[3] === 'true' }
}
