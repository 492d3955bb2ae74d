import pg from 'pg'

/** The first rows of an answer; those after them pass by and are not kept, however many there are. */
export function firstRows<Row extends object>(client: pg.Client, sql: string, count: number): Promise<Row[]> {
  const { promise, resolve, reject } = Promise.withResolvers<Row[]>()
  const rows: Row[] = []
  // With a listener and without a callback pg gathers nothing.
  const query = client.query(new pg.Query(sql))
  query.on('row', (row: Row) => {
    if (rows.length < count) rows.push(row)
  })
  query.on('end', () => resolve(rows))
  query.on('error', reject)
  return promise
}
