import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'

/** A request as it passed by. */
export interface Seen {
  method: string
  /** Without the query, decoded. */
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  /** How many requests of the same method, path and query came before it. */
  before: number
}

/**
 * What to do to a request instead of passing it on: answer it, never answer, break the connection, pass it on and lose
 * the answer, pass it on and break its answer off after some bytes, pass it on without some headers, pass it on twice and
 * give the second answer, let both ways drip, change a bit in the middle of the answer, or make another text of it.
 */
export type Fault =
  | { status: number; body?: string; headers?: Record<string, string> }
  | 'hang'
  | 'reset'
  | 'lose'
  | { truncate: number }
  | { without: readonly string[] }
  | 'twice'
  | 'drip'
  | 'damage'
  | { rewrite: (text: string) => string }

/** Stands between a client and the S3 server, to inject faults and to watch what is asked. */
export interface FaultyProxy extends AsyncDisposable {
  readonly endpoint: string
  readonly seen: Seen[]
  /** Decides on each request; undefined passes it on. */
  fault: (seen: Seen) => Fault | undefined
  /** The requests seen with this method and, where given, this name in the query. */
  count(method: string, inQuery?: string): number
}

export async function startFaultyProxy(target: string): Promise<FaultyProxy> {
  const server = createServer((asked, answer) => {
    const seen = seenIn(asked, proxy.seen)
    proxy.seen.push(seen)
    const fault = proxy.fault(seen)
    if (fault === 'hang') asked.resume()
    else if (fault === 'reset') asked.destroy()
    else if (typeof fault === 'object' && 'status' in fault) reply(asked, answer, fault)
    else if (fault === 'twice' || fault === 'damage' || (typeof fault === 'object' && 'rewrite' in fault))
      passWhole(target, asked, answer, fault).catch(() => answer.destroy())
    else passOn(target, asked, answer, fault)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const proxy: FaultyProxy = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: [],
    fault: () => undefined,
    count: (method, inQuery) =>
      proxy.seen.filter((seen) => seen.method === method && (!inQuery || seen.query.has(inQuery))).length,
    [Symbol.asyncDispose]: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  return proxy
}

/** An error as S3 writes one. */
export function s3Error(status: number, code: string, more = ''): Fault {
  const body = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>as the test wants</Message>${more}</Error>`
  return { status, body, headers: { 'content-type': 'application/xml' } }
}

function seenIn({ method = '', url = '', headers }: IncomingMessage, earlier: readonly Seen[]): Seen {
  const { pathname, searchParams: query } = new URL(url, 'http://s3')
  const path = decodeURIComponent(pathname)
  const same = (other: Seen) =>
    other.method === method && other.path === path && `${other.query}` === `${query}`
  return { method, path, query, headers, before: earlier.filter(same).length }
}

async function reply(
  asked: IncomingMessage,
  answer: ServerResponse,
  { status, body = '', headers = {} }: { status: number; body?: string; headers?: Record<string, string> },
): Promise<void> {
  asked.resume()
  await once(asked, 'end').catch(() => {})
  answer.writeHead(status, headers)
  answer.end(asked.method === 'HEAD' ? undefined : body)
}

function passOn(target: string, asked: IncomingMessage, answer: ServerResponse, fault?: Fault): void {
  const headers = { ...asked.headers }
  if (typeof fault === 'object' && 'without' in fault) for (const name of fault.without) delete headers[name]
  const { method } = asked
  const forward = request(new URL(asked.url ?? '', target), { method, headers }, (answered) => {
    if (fault === 'lose') {
      answered.resume().once('end', () => answer.destroy())
      return
    }
    answer.writeHead(answered.statusCode ?? 502, answered.headers)
    if (fault === 'drip') dripping(answered).pipe(answer)
    else if (typeof fault === 'object' && 'truncate' in fault) breakOff(answered, answer, fault.truncate)
    else answered.pipe(answer)
  })
  forward.on('error', () => answer.destroy())
  asked.on('close', () => {
    if (!asked.complete) forward.destroy()
  })
  const body = fault === 'drip' ? dripping(asked) : asked
  body.pipe(forward)
}

type Whole = 'twice' | 'damage' | { rewrite: (text: string) => string }

async function passWhole(
  target: string,
  asked: IncomingMessage,
  answer: ServerResponse,
  fault: Whole,
): Promise<void> {
  const content = await buffer(asked)
  const deliver = () => sent(target, asked, content)
  if (fault === 'twice') await deliver()
  const { status, headers, body } = await deliver()
  const changed = fault === 'twice' ? body : fault === 'damage' ? damaged(body) : rewritten(body, fault)
  const length = asked.method === 'HEAD' ? {} : { 'content-length': String(changed.length) }
  answer.writeHead(status, { ...headers, ...length })
  answer.end(changed)
}

async function sent(target: string, { method, url, headers }: IncomingMessage, content: Buffer) {
  const forward = request(new URL(url ?? '', target), { method, headers })
  forward.end(content)
  const [answered] = (await once(forward, 'response')) as [IncomingMessage]
  return { status: answered.statusCode ?? 502, headers: answered.headers, body: await buffer(answered) }
}

function damaged(body: Buffer): Buffer {
  const middle = body.length >> 1
  const changed = Buffer.from(body)
  if (changed.length > 0) changed.writeUInt8(changed.readUInt8(middle) ^ 1, middle)
  return changed
}

function rewritten(body: Buffer, { rewrite }: { rewrite: (text: string) => string }): Buffer {
  return Buffer.from(rewrite(body.toString()))
}

// A second for all of it, however much it is.
function dripping(source: IncomingMessage): Readable {
  const drops = 20
  const length = Number(source.headers['content-length'] ?? 4_000)
  const drop = Math.max(1, Math.ceil(length / drops))
  return Readable.from(
    (async function* () {
      for await (const chunk of source as AsyncIterable<Buffer>) {
        for (let at = 0; at < chunk.length; at += drop) {
          const piece = chunk.subarray(at, at + drop)
          await sleep((1_000 / drops) * (piece.length / drop))
          yield piece
        }
      }
    })(),
  ).on('error', () => undefined)
}

function breakOff(answered: IncomingMessage, answer: ServerResponse, bytes: number): void {
  let left = bytes
  if (left === 0) answer.flushHeaders()
  if (left === 0) answered.once('data', () => answer.destroy())
  answered.on('data', (chunk: Buffer) => {
    if (left <= 0) return
    const piece = chunk.subarray(0, left)
    left -= piece.length
    answer.write(piece, () => {
      if (left <= 0) answer.destroy()
    })
  })
}
