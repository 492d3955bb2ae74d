import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'

const run = promisify(execFile)

/** A package to be: its control fields, and files of this machine by where they go. */
export interface Made {
  name: string
  version: string
  depends?: string
  files: Readonly<Record<string, string>>
}

/** An apt repository on 127.0.0.1, signed by a key of its own; nothing is left when it is disposed of. */
export interface AptRepository extends AsyncDisposable {
  readonly url: string
  /** What gpg exports, armored. */
  readonly keyFile: string
  /** What was asked for, in order. */
  readonly asked: string[]
  /** What is served, by path: change it to spoil it. `hang` never answers. */
  readonly served: Map<string, Buffer | 'hang'>
  /** The path of what belongs to a package: `deb`, or of the list of packages. */
  pathOf(what: string): string
  /** Signs what the suite holds, again: after `change`, by another key, or with other fields. */
  publish(options?: {
    fields?: Record<string, string>
    signer?: string
    change?: (release: string) => string
  }): Promise<void>
}

export const architecture = process.arch === 'arm64' ? 'arm64' : 'amd64'
export const suite = 'testing-pgdg'

/** Makes the packages, puts them into a repository, and serves it. */
export async function startAptRepository(packages: readonly Made[]): Promise<AptRepository> {
  const folder = await mkdtemp(join(tmpdir(), 'pgdrill-apt-'))
  const home = join(folder, 'gnupg')
  await mkdir(home, { mode: 0o700 })
  const gpg = (...args: string[]) => run('gpg', ['--homedir', home, '--batch', '--quiet', '--yes', ...args])
  for (const name of ['right', 'wrong'])
    await gpg('--passphrase', '', '--quick-generate-key', `${name}@example.org`, 'rsa2048', 'sign', 'never')
  const keyFile = join(folder, 'right.asc')
  await gpg('--armor', '--output', keyFile, '--export', 'right@example.org')
  const served: AptRepository['served'] = new Map()
  const paragraphs: string[] = []
  for (const each of packages) paragraphs.push(await built(each, folder, served))
  const asked: string[] = []
  const server = await serve(served, asked)
  const list = `dists/${suite}/main/binary-${architecture}/Packages.gz`
  served.set(`/${list}`, gzipSync(paragraphs.join('\n\n')))

  const publish: AptRepository['publish'] = async ({
    fields,
    signer = 'right',
    change = (text: string) => text,
  } = {}) => {
    const release = change(releaseOf(served.get(`/${list}`) as Buffer, fields))
    const path = join(folder, 'Release')
    await writeFile(path, release)
    await gpg('--local-user', `${signer}@example.org`, '--clearsign', '--output', `${path}.signed`, path)
    served.set(`/dists/${suite}/InRelease`, await readFile(`${path}.signed`))
  }
  await publish()
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keyFile,
    asked,
    served,
    pathOf: (what) => (what === 'Packages.gz' ? `/${list}` : `/pool/${what}.deb`),
    publish,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await run('gpgconf', ['--homedir', home, '--kill', 'all']).catch(() => undefined)
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function built(made: Made, folder: string, served: AptRepository['served']): Promise<string> {
  const root = join(folder, made.name)
  for (const [to, from] of Object.entries(made.files)) {
    await mkdir(dirname(join(root, to)), { recursive: true })
    await cp(from, join(root, to), { recursive: true, dereference: true })
  }
  const control = [
    `Package: ${made.name}`,
    `Version: ${made.version}`,
    `Architecture: ${architecture}`,
    'Maintainer: Nobody <nobody@example.org>',
    ...(made.depends === undefined ? [] : [`Depends: ${made.depends}`]),
    'Description: made by a test',
  ].join('\n')
  await mkdir(join(root, 'DEBIAN'), { recursive: true })
  await writeFile(join(root, 'DEBIAN/control'), `${control}\n`)
  const deb = `${root}.deb`
  await run('dpkg-deb', ['--root-owner-group', '-Znone', '--build', root, deb])
  const content = await readFile(deb)
  served.set(`/pool/${made.name}.deb`, content)
  return `${control}\nFilename: pool/${made.name}.deb\nSize: ${content.length}\nSHA256: ${sha256(content)}`
}

function releaseOf(list: Buffer, fields: Record<string, string> = {}): string {
  const all = { Origin: 'pgdrill', Suite: suite, Codename: suite, ...fields }
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\n`)
  return `${head.join('')}SHA256:\n ${sha256(list)} ${list.length} main/binary-${architecture}/Packages.gz\n`
}

async function serve(served: AptRepository['served'], asked: string[]): Promise<Server> {
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    const content = served.get(path)
    if (content === 'hang') return
    response.writeHead(content === undefined ? 404 : 200)
    response.end(content)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}
