import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const debianRoot = '/usr/lib/postgresql'

/** The folder of the newest PostgreSQL server found on this machine. @throws Error when there is none */
export function newestServerBin(): string {
  const found = [...debianBins(), ...pathBins()].find((bin) => existsSync(join(bin, 'initdb')))
  if (found !== undefined) return found
  throw new Error(
    `no PostgreSQL server under ${debianRoot} or on PATH; install one: apt-get install postgresql`,
  )
}

/** A client program: from `preferred` when it is there (npm's server packages hold none), else the newest found. */
export function clientProgram(name: string, preferred: string): string {
  const bins = [preferred, ...debianBins(), ...pathBins()]
  const found = bins.find((bin) => existsSync(join(bin, name)))
  if (found !== undefined) return join(found, name)
  throw new Error(`no ${name} under ${debianRoot} or on PATH; install one: apt-get install postgresql-client`)
}

function debianBins(): string[] {
  if (!existsSync(debianRoot)) return []
  const majors = readdirSync(debianRoot).map(Number).filter(Number.isInteger)
  return majors.sort((a, b) => b - a).map((major) => join(debianRoot, String(major), 'bin'))
}

function pathBins(): string[] {
  return (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
}
