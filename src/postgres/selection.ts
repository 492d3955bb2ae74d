/** What to dump: pg_dump's patterns for --schema, --table and their like, as the person wrote them. */
export interface Selection {
  schemas: readonly string[]
  excludeSchemas: readonly string[]
  tables: readonly string[]
  excludeTables: readonly string[]
  excludeTableData: readonly string[]
}

/** Everything that pg_dump takes by itself. */
export const wholeDatabase: Selection = {
  schemas: [],
  excludeSchemas: [],
  tables: [],
  excludeTables: [],
  excludeTableData: [],
}

/** The selection as pg_dump's arguments. */
export function selectionArguments(selection: Selection): string[] {
  const flags = {
    '--schema': selection.schemas,
    '--exclude-schema': selection.excludeSchemas,
    '--table': selection.tables,
    '--exclude-table': selection.excludeTables,
    '--exclude-table-data': selection.excludeTableData,
  }
  return Object.entries(flags).flatMap(([flag, patterns]) => patterns.map((pattern) => `${flag}=${pattern}`))
}
