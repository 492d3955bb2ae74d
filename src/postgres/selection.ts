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
