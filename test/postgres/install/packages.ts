import { join } from 'node:path'
import type { Made } from '../../servers/apt-repository.ts'
import { programsOf } from '../../servers/versions.ts'

const triplet = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu'

/** Packages of PostgreSQL 18 as Debian cuts them, made of the programs that the tests have. */
export async function packagesOf18({ server = false } = {}): Promise<Made[]> {
  const bin = await programsOf(18)
  const home = 'usr/lib/postgresql/18'
  const programs = (...names: string[]) =>
    Object.fromEntries(names.map((name) => [`${home}/bin/${name}`, join(bin, name)]))
  const version = '18.6-1.pgdg13+1'
  const client = {
    name: 'postgresql-client-18',
    version,
    depends: 'libpq5 (>= 18~beta1), libc6 (>= 2.34), perl:any | perl-base',
    files: programs('pg_dump', 'pg_dumpall', 'pg_restore', 'psql'),
  }
  const libpq = {
    name: 'libpq5',
    version,
    files: { [`usr/lib/${triplet}/libpq.so.5`]: join(bin, '../lib/libpq.so.5') },
  }
  if (!server) return [client, libpq]
  const files = {
    ...programs('initdb', 'postgres', 'pg_ctl'),
    [`${home}/lib`]: join(bin, '../lib'),
    [`${home}/share`]: join(bin, '../share'),
  }
  return [client, libpq, { name: 'postgresql-18', version, depends: 'libpq5', files }]
}
