import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

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
 * the answer, pass it on and break its answer off after some bytes, or pass it on without some headers.
 */
export type Fault =
  | { status: number; body?: string; headers?: Record<string, string> }
  | 'hang'
  | 'reset'
  | 'lose'
  | { truncate: number }
  | { without: readonly string[] }

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
    if (typeof fault === 'object' && 'truncate' in fault) breakOff(answered, answer, fault.truncate)
    else answered.pipe(answer)
  })
  forward.on('error', () => answer.destroy())
  asked.on('close', () => {
    if (!asked.complete) forward.destroy()
  })
  asked.pipe(forward)
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
