import { connect, createServer, type Server, type Socket } from 'node:net'
import { Messages, type Side } from './postgres-messages.ts'

/** A message of PostgreSQL's protocol, about to be passed on. */
export interface Passing {
  /** From 1 on, in the order in which clients connected. */
  connection: number
  from: Side
  /** Its type; empty for what opens a connection. */
  letter: string
  /** The text of a Query or a Parse. */
  sql: string | undefined
  /** How many messages have come from that side on that connection before. */
  messages: number
  /** How many messages have passed the proxy in all. */
  before: number
  bytes: number
}

/**
 * What to do at a message instead of passing it on: cut the connection with a RST or a FIN, at once or after some bytes of
 * it; pass it on and cut before its answer; hold everything in that direction for a time; go on slowly from here on.
 */
export type Act =
  | 'reset'
  | 'end'
  | 'lose the answer'
  | { resetAfterBytes: number }
  | { stallMs: number }
  | { bytesPerSecond: number }

/** Stands before a PostgreSQL server without TLS, to inject faults and to watch what is asked. */
export interface PostgresProxy extends AsyncDisposable {
  readonly host: string
  readonly port: number
  /** Decides on each message; undefined passes it on. */
  act: (passing: Passing) => Act | undefined
  /** How many connections there have been. */
  readonly connections: number
  /** How many messages have passed. */
  readonly messages: number
  /** Cuts every connection there is. */
  cutAll(): void
}

interface Target {
  host: string
  port: number
}

/** A `host` that is a folder is that of a unix socket. */
export async function startPostgresProxy(target: Target): Promise<PostgresProxy> {
  const open = new Set<Link>()
  const state = { connections: 0, messages: 0 }
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    state.connections += 1
    const link: Link = new Link(client, upstream(target), (seen) => proxy.act(seen), state)
    open.add(link)
    client.once('close', () => open.delete(link))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cutAll = () => {
    for (const link of open) link.cut()
  }
  const proxy: PostgresProxy = {
    host: '127.0.0.1',
    port: (server.address() as { port: number }).port,
    act: () => undefined,
    get connections() {
      return state.connections
    },
    get messages() {
      return state.messages
    },
    cutAll,
    [Symbol.asyncDispose]: () => closed(server, cutAll),
  }
  return proxy
}

function upstream({ host, port }: Target): Socket {
  return host.startsWith('/')
    ? connect({ path: `${host}/.s.PGSQL.${port}`, allowHalfOpen: true })
    : connect({ host, port, allowHalfOpen: true, noDelay: true })
}

function closed(server: Server, cutAll: () => void): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    cutAll()
  })
}

/** One client's connection and its own to the server. */
class Link {
  readonly #sockets: Readonly<Record<Side, Socket>>
  readonly #messages = new Messages()
  readonly #number: number
  readonly #ask: (passing: Passing) => Act | undefined
  readonly #state: { connections: number; messages: number }
  readonly #count: Record<Side, number> = { client: 0, server: 0 }
  readonly #rate: Record<Side, number> = { client: 0, server: 0 }
  #losing = false

  constructor(
    client: Socket,
    server: Socket,
    ask: (passing: Passing) => Act | undefined,
    state: { connections: number; messages: number },
  ) {
    this.#sockets = { client, server }
    this.#number = state.connections
    this.#ask = ask
    this.#state = state
    for (const from of ['client', 'server'] as const) {
      this.#sockets[from].on('error', () => this.cut())
      void this.#pass(from).catch(() => this.cut())
    }
  }

  /** A RST to both, as when a machine between forgets the connection. */
  cut(): void {
    for (const socket of Object.values(this.#sockets)) {
      // A socket that has not connected yet, or is a unix one, knows no reset. One that is ending cannot be reset: Node takes
      // libuv's refusal for a close, and then waits for that handle at its exit for ever, spinning.
      if (socket.connecting || socket.writableEnded || socket.remotePort === undefined) socket.destroy()
      else socket.resetAndDestroy()
    }
  }

  async #pass(from: Side): Promise<void> {
    const to = this.#sockets[from === 'client' ? 'server' : 'client']
    for await (const chunk of this.#sockets[from]) {
      const passed: Buffer[] = []
      for (const message of this.#messages.read(from, chunk)) {
        const act = this.#askAbout(from, message)
        if (act === undefined) passed.push(message.bytes)
        else if (!(await this.#do(act, { from, to, message: message.bytes, passed }))) return
      }
      await this.#write(to, from, passed)
    }
    to.end()
  }

  #askAbout(from: Side, { letter, sql, bytes }: { letter: string; sql: string | undefined; bytes: Buffer }) {
    const [messages, before] = [this.#count[from], this.#state.messages]
    this.#count[from] += 1
    this.#state.messages += 1
    if (this.#losing && from === 'server') return 'reset'
    const connection = this.#number
    return this.#ask({ connection, from, letter, sql, messages, before, bytes: bytes.length })
  }

  /** False when the connection is gone by it. */
  async #do(
    act: Act,
    { from, to, message, passed }: { from: Side; to: Socket; message: Buffer; passed: Buffer[] },
  ): Promise<boolean> {
    const flush = () => this.#write(to, from, passed.splice(0))
    if (act === 'lose the answer') this.#losing = true
    if (typeof act === 'object' && 'bytesPerSecond' in act) this.#rate[from] = act.bytesPerSecond
    if (act === 'reset' || act === 'end') {
      await flush()
      return this.#gone(act)
    }
    if (typeof act === 'object' && 'resetAfterBytes' in act) {
      passed.push(message.subarray(0, act.resetAfterBytes))
      await flush()
      return this.#gone('reset')
    }
    if (typeof act === 'object' && 'stallMs' in act) {
      await flush()
      await new Promise((resolve) => setTimeout(resolve, act.stallMs).unref())
    }
    passed.push(message)
    return true
  }

  #gone(how: 'reset' | 'end'): false {
    if (how === 'reset') this.cut()
    else for (const socket of Object.values(this.#sockets)) socket.end(() => socket.destroySoon())
    return false
  }

  async #write(to: Socket, from: Side, parts: readonly Buffer[]): Promise<void> {
    if (parts.length === 0) return
    const bytes = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)
    const rate = this.#rate[from]
    if (rate === 0) return await written(to, bytes)
    const step = Math.max(1, Math.round(rate / 20))
    for (let at = 0; at < bytes.length && !to.destroyed; at += step) {
      await written(to, bytes.subarray(at, at + step))
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

async function written(to: Socket, bytes: Buffer): Promise<void> {
  if (to.destroyed || to.write(bytes)) return
  await new Promise<void>((resolve) => {
    const done = () => {
      to.off('drain', done).off('close', done)
      resolve()
    }
    to.once('drain', done).once('close', done)
  })
}
