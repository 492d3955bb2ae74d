import { DrillScene } from '../corpus/scene.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { loadSample } from '../servers/sample.ts'
import { type Major, programsOf } from '../servers/versions.ts'
import type { RoundTrip } from './matrix.ts'

const system = '/usr/bin:/bin'

/** A PATH on which the programs of one major come first. */
export async function pathTo(major: Major): Promise<string> {
  return `${await programsOf(major)}:${system}`
}

/** Servers of every major, started when they are first asked for, with the sample database `shop` in each. */
export class Fleet implements AsyncDisposable {
  readonly #servers = new Map<Major, Promise<PostgresServer>>()
  readonly #scenes = new Map<string, DrillScene>()

  server(major: Major): Promise<PostgresServer> {
    const server = this.#servers.get(major) ?? startWithShop(major)
    this.#servers.set(major, server)
    return server
  }

  async scene(from: Major, to: Major): Promise<DrillScene> {
    const key = `${from} ${to}`
    const scene = this.#scenes.get(key) ?? DrillScene.between(await this.server(from), await this.server(to))
    this.#scenes.set(key, scene)
    return scene
  }

  /** What the drill of a backup of `shop` found out. */
  async roundTrip({ from, client, format, compression, to }: RoundTrip) {
    const scene = await this.scene(from, to)
    const store = await scene.backUp('shop', { format, compression, clientPath: await programsOf(client) })
    const clientPath = await programsOf(client > to ? client : to)
    return (await scene.drill(store, 'shop', { clientPath })).record
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of this.#servers.values()) await (await server).stop()
  }
}

async function startWithShop(major: Major): Promise<PostgresServer> {
  const server = await startPostgres({ binDir: await programsOf(major) })
  await loadSample(server, 'shop')
  await server.psql('shop', fewerRows)
  return server
}

// Every kind of object stays, and a tenth of the rows in the large tables: these tests are about definitions.
const fewerRows = `
  SET session_replication_role = replica;
  DELETE FROM customer WHERE id % 10 > 0;
  ${['customer_note', 'review', '"order"', 'payment']
    .map((table) => `DELETE FROM ${table} WHERE customer_id % 10 > 0;`)
    .join('\n  ')}
  DELETE FROM order_item WHERE order_id % 10 > 0;
  DELETE FROM audit.log WHERE id % 10 > 0;
  DELETE FROM price_history WHERE product_id % 10 > 0;
  DELETE FROM "Lager & Versand".stock WHERE product_id % 10 > 0`
