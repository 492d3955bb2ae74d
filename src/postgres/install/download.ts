import { createHash } from 'node:crypto'
import { Agent, get as getPlain, type IncomingMessage } from 'node:http'
import { get as getTls, Agent as TlsAgent } from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'
import { messageOf, PgdrillError } from '../../errors.ts'

export interface DownloadOptions {
  /** More than this is refused while it comes. */
  maxBytes: number
  /** http_proxy, https_proxy, no_proxy, as the environment has them. */
  proxy: Readonly<Record<string, string>>
  signal: AbortSignal
}

const silenceMs = 20_000
const wholeMs = 300_000
const attempts = 2

/** What is at a URL. @throws PgdrillError that names it; the signal's reason */
export async function download(url: string, options: DownloadOptions): Promise<Buffer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(url, options, 3)
    } catch (error) {
      options.signal.throwIfAborted()
      const isFinal = error instanceof Refused && error.status < 500
      if (isFinal || attempt === attempts) throw unreachable(url, error)
      await sleep(500, undefined, { signal: options.signal })
    }
  }
}

/** What is at a URL, when it is exactly what was signed for. @throws PgdrillError */
export async function downloadExactly(
  url: string,
  { bytes, sha256 }: { bytes: number; sha256: string },
  options: Omit<DownloadOptions, 'maxBytes'>,
): Promise<Buffer> {
  const content = await download(url, { ...options, maxBytes: bytes })
  const found = createHash('sha256').update(content).digest('hex')
  if (content.length === bytes && found === sha256) return content
  throw new PgdrillError(
    `${shown(url)} is not what the repository has signed: it has ${content.length} bytes and sha256 ${found}, instead of ${bytes} and ${sha256}`,
    { cure: 'try again, for a mirror may be changing just now; if it stays so, do not trust the mirror' },
  )
}

class Refused extends Error {
  readonly status: number
  constructor(status: number) {
    super(`the server answers ${status}`)
    this.status = status
  }
}

async function once(url: string, options: DownloadOptions, redirects: number): Promise<Buffer> {
  const limit = AbortSignal.timeout(wholeMs)
  const response = await request(url, options, AbortSignal.any([options.signal, limit]))
  const { statusCode = 0, headers } = response
  if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined && redirects > 0) {
    response.destroy()
    return await once(new URL(headers.location, url).href, options, redirects - 1)
  }
  if (statusCode !== 200) {
    response.destroy()
    throw new Refused(statusCode)
  }
  return await wholeOf(response, options.maxBytes)
}

function request(url: string, { proxy }: DownloadOptions, signal: AbortSignal): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const isTls = url.startsWith('https:')
  const agent = new (isTls ? TlsAgent : Agent)({ proxyEnv: proxy })
  const asking = (isTls ? getTls : getPlain)(url, { agent, signal, timeout: silenceMs }, resolve)
  asking.on('timeout', () => asking.destroy(new Error(`no answer for ${silenceMs / 1000} s`)))
  asking.on('error', reject)
  return promise
}

async function wholeOf(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxBytes) throw new Error(`it is larger than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  if (!response.complete) throw new Error('the connection ended too early')
  return Buffer.concat(chunks)
}

function unreachable(url: string, error: unknown): PgdrillError {
  // Node tries every address of a name, and puts the reasons into an AggregateError without a message.
  const why = error instanceof AggregateError ? error.errors.map(messageOf).join(', ') : messageOf(error)
  const cure = 'check the network, http_proxy and https_proxy, or set client-repository to a mirror'
  return new PgdrillError(`cannot fetch ${shown(url)}: ${why}`, { cause: error, cure })
}

/** A mirror's URL may hold a password. */
function shown(url: string): string {
  return url.replace(/\/\/[^/]*@/, '//***@')
}
