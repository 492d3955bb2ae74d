import { join } from 'node:path'
import type { PostgresServer } from '../../test/servers/postgres.ts'
import type { S3Server } from '../../test/servers/s3.ts'
import { awsProgram } from './aws.ts'
import type { Command } from './timed.ts'

/** One claim: pgdrill's command, and the plain tool's that it is held to. */
export interface Contest {
  title: string
  against: string
  target: string
  pgdrill: Command
  rival: Command
  /** Run after each round, not timed. */
  clear?: Command
}

interface Place {
  server: PostgresServer
  bucket: S3Server
  folder: string
  environment: NodeJS.ProcessEnv
  pgDump: string
}

export function contests({ bucket, folder, environment, pgDump }: Place): Contest[] {
  const cli = join(import.meta.dirname, '../../dist/cli/index.js')
  const backups = join(folder, 'backups')
  const aws = {
    ...environment,
    AWS_ACCESS_KEY_ID: bucket.accessKeyId,
    AWS_SECRET_ACCESS_KEY: bucket.secretAccessKey,
    AWS_REGION: 'us-east-1',
  }
  const backup = (store: string, ...more: string[]): Command => ({
    line: `exec ${process.execPath} ${cli} backup --store ${store} --globals false --prune false ${more.join(' ')}`,
    environment: aws,
  })
  const rival = (line: string): Command => ({ line, environment: aws })
  return [
    {
      title: 'plain, zstd:3, folder',
      against: 'pg_dump > /dev/null',
      target: '≤ 1.15',
      pgdrill: backup(backups, '--compression zstd:3'),
      rival: rival(`${pgDump} > /dev/null`),
    },
    {
      title: 'plain, gzip:6, folder',
      against: 'pg_dump | gzip > file',
      target: '≤ 0.65',
      pgdrill: backup(backups, '--compression gzip:6'),
      rival: rival(`${pgDump} | gzip > ${folder}/rival.gz`),
    },
    {
      title: 'custom, folder',
      against: 'pg_dump -Fc > file',
      target: '≤ 1.05',
      pgdrill: backup(backups, '--format custom'),
      rival: rival(`${pgDump} -Fc > ${folder}/rival.dump`),
    },
    {
      title: 'plain, zstd:3, folder, age',
      against: 'the same, not encrypted',
      target: '≤ 1.10',
      pgdrill: backup(
        backups,
        '--compression zstd:3 --encrypt-to age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj',
      ),
      rival: backup(`${folder}/rival`, '--compression zstd:3'),
      clear: rival(`rm -rf ${folder}/rival`),
    },
    {
      title: 'plain, zstd:3, S3',
      against: 'pg_dump | zstd -3 | aws s3 cp - s3://...',
      target: '≤ 1.00',
      pgdrill: backup('s3://bench/app', '--compression zstd:3', `--s3-endpoint ${bucket.endpoint}`),
      rival: rival(
        `${pgDump} | zstd -q -3 | ${awsProgram()} --endpoint-url ${bucket.endpoint} s3 cp - s3://bench/rival.zst`,
      ),
      clear: rival(`${awsProgram()} --endpoint-url ${bucket.endpoint} s3 rm --quiet --recursive s3://bench`),
    },
  ]
}
