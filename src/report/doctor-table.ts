import type { Diagnosis } from '../doctor.ts'
import { type Column, renderTable } from './table.ts'

const columns: readonly Column[] = [{ title: 'VERDICT' }, { title: 'CHECK' }, { title: 'WHAT WAS FOUND' }]

/** A diagnosis for a terminal: a line each check, each store's under its location, and cures below what they cure. */
export function doctorTable({ findings }: Diagnosis): string {
  let store: string | null = null
  const rows = findings.flatMap((finding) => {
    const { verdict, check, says, cure } = finding
    const heading = finding.store !== null && finding.store !== store ? [['', '', `in ${finding.store}`]] : []
    store = finding.store
    const cured = cure === null ? [] : [['', '', `  -> ${cure}`]]
    return [...heading, [verdict, check, says], ...cured]
  })
  return renderTable(columns, rows)
}
