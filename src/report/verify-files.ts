import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, isAbsolute, join } from 'node:path'
import { encodeDrill } from '../catalog/drill-record.ts'
import { messageOf, PgdrillError } from '../errors.ts'
import type { ReportFiles } from '../settings/verify.ts'
import type { VerifyResult } from '../verify.ts'
import { junitXml } from './junit.ts'

export interface ReportedDrill extends VerifyResult {
  /** The drill record's path on this machine; undefined where it lies in a bucket alone. */
  report: string | undefined
  /** Why a file is missing. */
  unwritten: PgdrillError | undefined
}

/** Writes what was asked for to this machine. A file that cannot be written takes no verdict back. */
export async function writeReports(
  result: VerifyResult,
  { report, reportFolder, junit }: ReportFiles,
): Promise<ReportedDrill> {
  const { record, location } = result
  const file = report ?? (reportFolder && join(reportFolder, `${record.backup}.drill.json`))
  // A folder's record is on this machine already.
  const stored = location !== undefined && isAbsolute(location) ? location : undefined
  try {
    if (junit !== undefined) await write('junit', junit, junitXml(record))
    if (file !== undefined) await write('report', file, encodeDrill(record))
    return { ...result, report: file ?? stored, unwritten: undefined }
  } catch (error) {
    if (!(error instanceof PgdrillError)) throw error
    return { ...result, report: stored, unwritten: error }
  }
}

async function write(option: string, path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
  } catch (cause) {
    throw new PgdrillError(`cannot write ${option} to ${path}: ${messageOf(cause)}`, { cause })
  }
}
