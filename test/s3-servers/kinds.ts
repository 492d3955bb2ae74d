import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { type Kind, owner } from './server.ts'

const { accessKeyId, secretAccessKey } = owner
const here = import.meta.dirname
const root = resolve(here, '../..')

/** SeaweedFS with all its parts in one process, as `weed server` runs it. */
export const seaweedfs: Kind = {
  program: unpacked('weed'),
  async command({ folder, ports: [s3, s3Grpc, master, masterGrpc, volume, volumeGrpc, filer, filerGrpc] }) {
    const credentials = [{ accessKey: accessKeyId, secretKey: secretAccessKey }]
    const actions = ['Admin', 'Read', 'Write', 'List', 'Tagging']
    const identities = [{ name: 'owner', credentials, actions }]
    await writeFile(join(folder, 's3.json'), JSON.stringify({ identities }))
    await mkdir(join(folder, 'volumes'))
    const local = ['-dir=volumes', '-ip=127.0.0.1', '-ip.bind=127.0.0.1']
    const masters = [`-master.port=${master}`, `-master.port.grpc=${masterGrpc}`]
    const volumes = [`-volume.port=${volume}`, `-volume.port.grpc=${volumeGrpc}`, '-volume.max=200']
    const filers = ['-filer', `-filer.port=${filer}`, `-filer.port.grpc=${filerGrpc}`]
    const gateway = ['-s3', `-s3.port=${s3}`, `-s3.port.grpc=${s3Grpc}`, '-s3.config=s3.json']
    const none = ['-s3.port.iceberg=0', '-s3.port.lance=0', '-master.volumeSizeLimitMB=64']
    return { args: ['server', ...local, ...masters, ...volumes, ...filers, ...gateway, ...none] }
  },
}

/** rclone in front of a folder. */
export const rclone: Kind = {
  program: unpacked('rclone'),
  async command({ folder, ports: [port] }) {
    await mkdir(join(folder, 'buckets'))
    const address = ['--addr', `127.0.0.1:${port}`, '--auth-key', `${accessKeyId},${secretAccessKey}`]
    return { args: ['serve', 's3', '--config', join(folder, 'rclone.conf'), ...address, 'buckets'] }
  },
  gaps: { races: true },
}

/** versitygw in front of a folder, whose file system has to keep extended attributes. */
export const versitygw: Kind = {
  program: compiled('versitygw'),
  async command({ folder, ports: [port] }) {
    await mkdir(join(folder, 'buckets'))
    const access = ['--access', accessKeyId, '--secret', secretAccessKey]
    return { args: [...access, '--port', `127.0.0.1:${port}`, 'posix', 'buckets'] }
  },
}

/** A program that is ready in a package; unpacked on first use. */
function unpacked(program: string): () => Promise<string> {
  return async () => {
    const installer = join(root, 'scripts/lib/s3-servers.py')
    const { stdout } = await promisify(execFile)('python3', [installer, join(here, 'servers.txt')])
    return join(stdout.trim(), program)
  }
}

/** A program that takes minutes to compile: only where somebody has done so. */
function compiled(program: string): () => Promise<string> {
  return async () => {
    const path = join(root, '.tools/s3-servers/go', program)
    if (existsSync(path)) return path
    throw new Error(`${program} is not here; compile it: npm run s3-servers -- ${program}`)
  }
}
