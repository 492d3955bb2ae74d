import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** GitHub's cache service, as far as `@actions/cache` asks it, on 127.0.0.1. */
export interface ActionsCache extends AsyncDisposable {
  /** What makes `@actions/cache` use it. */
  readonly environment: Record<string, string>
  /** What is kept, by key. */
  readonly entries: Map<string, Buffer>
}

export async function startActionsCache(): Promise<ActionsCache> {
  const entries = new Map<string, Buffer>()
  const blocks = new Map<string, Buffer>()
  const server = createServer(async (request, response) => {
    const answered = await answer(request, { entries, blocks, origin: `http://${request.headers.host}` })
    response.writeHead(answered.status, answered.headers)
    response.end(answered.body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  // The SDK reads whether it may write from the token's scopes.
  const scopes = Buffer.from(
    JSON.stringify({ ac: JSON.stringify([{ Scope: 'refs/heads/main', Permission: 3 }]) }),
  )
  return {
    environment: {
      ACTIONS_CACHE_SERVICE_V2: 'true',
      ACTIONS_RESULTS_URL: url,
      ACTIONS_RUNTIME_TOKEN: `e30.${scopes.toString('base64url')}.x`,
      GITHUB_SERVER_URL: 'https://github.com',
    },
    entries,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}

interface State {
  entries: Map<string, Buffer>
  blocks: Map<string, Buffer>
  origin: string
}

async function answer(request: IncomingMessage, { entries, blocks, origin }: State) {
  const url = new URL(request.url ?? '', origin)
  const body = await buffer(request)
  const method = url.pathname.split('.CacheService/')[1]
  const said = (value: unknown) => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  })
  if (method !== undefined) {
    const { key } = JSON.parse(body.toString()) as { key: string }
    const blob = `${origin}/blob/${encodeURIComponent(key)}`
    if (method === 'CreateCacheEntry') return said({ ok: !entries.has(key), signed_upload_url: blob })
    if (method === 'FinalizeCacheEntryUpload') return said({ ok: true, entry_id: '1' })
    return said(entries.has(key) ? { ok: true, signed_download_url: blob, matched_key: key } : { ok: false })
  }
  const key = decodeURIComponent(url.pathname.slice('/blob/'.length))
  if (request.method === 'PUT') {
    const block = url.searchParams.get('blockid')
    if (block !== null) blocks.set(`${key} ${block}`, body)
    else if (url.searchParams.get('comp') === 'blocklist') {
      const ids = [...body.toString().matchAll(/<Latest>(.*?)<\/Latest>/g)].map(([, id = '']) => id)
      entries.set(key, Buffer.concat(ids.map((id) => blocks.get(`${key} ${id}`) ?? Buffer.alloc(0))))
    } else entries.set(key, body)
    return { status: 201, headers: {}, body: '' }
  }
  const content = entries.get(key)
  if (content === undefined) return { status: 404, headers: {}, body: '' }
  return { status: 200, headers: { 'content-length': String(content.length) }, body: content }
}
