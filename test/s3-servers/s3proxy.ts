import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { type Kind, owner } from './server.ts'

const tools = resolve(import.meta.dirname, '../../.tools/s3-servers')
const artifact = 'org.gaul:s3proxy:2.6.0:jar:jar-with-dependencies'
const file = 's3proxy-2.6.0-jar-with-dependencies.jar'
const sha256 = '12e5e88d805cfed07f7d88b4a44a0d8ecb9f9d3cebeb544bb34fbc4ded1049d8'

/** s3proxy in front of a folder: a program in Java, from Maven Central. */
export const s3proxy: Kind = {
  program: async () => 'java',
  async command({ folder, ports: [port] }) {
    await mkdir(join(folder, 'buckets'))
    const properties = {
      's3proxy.endpoint': `http://127.0.0.1:${port}`,
      's3proxy.authorization': 'aws-v2-or-v4',
      's3proxy.identity': owner.accessKeyId,
      's3proxy.credential': owner.secretAccessKey,
      'jclouds.provider': 'filesystem',
      'jclouds.filesystem.basedir': join(folder, 'buckets'),
    }
    const lines = Object.entries(properties).map(([name, value]) => `${name}=${value}\n`)
    await writeFile(join(folder, 's3proxy.conf'), lines.join(''))
    // Java can name files in letters beyond ASCII only where the locale has them.
    const env = { LC_ALL: 'C.UTF-8' }
    return { args: ['-jar', await jar(), '--properties', 's3proxy.conf'], env }
  },
}

/** Fetched by Maven on first use, and refused when it is not what it was. */
async function jar(): Promise<string> {
  const path = join(tools, file)
  if (existsSync(path)) return path
  const partial = join(tools, `maven-${process.pid}`)
  const copy = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy'
  await promisify(execFile)('mvn', [
    '-q',
    '-B',
    copy,
    `-Dartifact=${artifact}`,
    `-DoutputDirectory=${partial}`,
  ])
  const found = createHash('sha256')
    .update(await readFile(join(partial, file)))
    .digest('hex')
  if (found !== sha256) throw new Error(`${file} has the sha256 ${found}, not ${sha256}`)
  await rename(join(partial, file), path)
  await rm(partial, { recursive: true })
  return path
}
