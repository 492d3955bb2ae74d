import type { Connection } from '../postgres/connection.ts'
import { readConnection } from './connection.ts'
import type { Facts } from './facts.ts'
import type { OptionName } from './options.ts'
import type { Problems } from './problems.ts'
import { find, type Sources } from './sources.ts'

/**
 * Where to restore to: target-url alone when that is given, and else what the database's own options say. Of two ways to
 * name a database none may fill what the other leaves open.
 */
export function readTarget(sources: Sources, facts: Facts, problems: Problems): Connection | undefined {
  const target = find(sources, 'target-url')
  if (target === undefined) return readConnection(sources, facts, problems)
  const others = [...sources.given].filter(([name]) => !name.startsWith('database-'))
  const instead: Sources = {
    given: new Map<OptionName, string>([...others, ['database-url', target.text]]),
    titleOf: (name) => (name === 'database-url' ? target.origin : sources.titleOf(name)),
    layers: sources.layers.map(({ variables, where }) => ({ variables: withoutDatabase(variables), where })),
  }
  return readConnection(instead, facts, problems)
}

function withoutDatabase(variables: Sources['layers'][number]['variables']) {
  return Object.fromEntries(
    Object.entries(variables).filter(([name]) => !/^DATABASE_(URL|HOST|PORT|NAME|USER|PASSWORD)$/.test(name)),
  )
}
