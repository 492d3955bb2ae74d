const NEWLINE = 0x0a
// pg_dump's header, up to the last SET, is some 700 bytes.
const headerBytes = 16_384
const restrictLine = /^\\restrict ([A-Za-z0-9]+)\r?$/m
// Settings of newer servers that pg_dump writes into every header, by the major that first knows them.
const newerSettings: readonly (readonly [number, RegExp])[] = [[17, /^SET transaction_timeout = 0;$/m]]

/**
 * The script that psql gets for a plain dump, line for line as long as the dump: psql counts lines for its messages.
 *
 * - The dump's own `\restrict` and `\unrestrict` make way for ours, put before it: a dump knows its own token, so a
 *   hostile one could end the restriction. Whatever else it holds of meta-commands, a restricted psql refuses.
 * - What newer pg_dumps set that `serverMajor` does not know is left out: it turns a time limit off that is not there.
 */
export async function* plainScript(
  source: AsyncIterable<Uint8Array>,
  { serverMajor }: { serverMajor: number },
): AsyncGenerator<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]()
  try {
    const start = await take(chunks, headerBytes)
    const { header, token } = rewritten(start, serverMajor)
    const text = joined(header, chunks)
    yield* token === undefined ? text : withoutLine(text, `\\unrestrict ${token}`)
  } finally {
    await chunks.return?.()
  }
}

async function* joined(start: Buffer, chunks: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield start
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
}

async function take(chunks: AsyncIterator<Uint8Array>, bytes: number): Promise<Buffer> {
  const taken: Uint8Array[] = []
  for (let read = 0; read < bytes; ) {
    const { done, value } = await chunks.next()
    if (done) break
    taken.push(value)
    read += value.length
  }
  return Buffer.concat(taken)
}

function rewritten(start: Buffer, serverMajor: number): { header: Buffer; token: string | undefined } {
  // A character a byte: no encoding is needed to be exact.
  let text = start.toString('latin1')
  const firstCode = /^(?!--|\\restrict )[^\s]/m.exec(text)?.index ?? text.length
  const restrict = restrictLine.exec(text.slice(0, firstCode))
  if (restrict) text = text.replace(restrict[0], '')
  for (const [major, setting] of newerSettings) {
    if (serverMajor < major) text = beforeData(text, (header) => header.replace(setting, ''))
  }
  return { header: Buffer.from(text, 'latin1'), token: restrict?.[1] }
}

/** The first entry's comment, or the end of the settings, comes before anything that a user wrote. */
function beforeData(text: string, change: (header: string) => string): string {
  const end = text.indexOf('\n-- Name: ')
  return end === -1 ? change(text) : change(text.slice(0, end)) + text.slice(end)
}

/** The lines but those that are `line`, which are left empty. */
async function* withoutLine(source: AsyncIterable<Uint8Array>, line: string): AsyncGenerator<Uint8Array> {
  const wanted = Buffer.from(`\n${line}\n`)
  let held: Buffer = Buffer.alloc(0)
  for await (const chunk of source) {
    const text = Buffer.concat([held, chunk])
    blank(text, wanted)
    const keep = Math.min(text.length, wanted.length - 1)
    yield text.subarray(0, text.length - keep)
    held = text.subarray(text.length - keep)
  }
  yield held
}

function blank(text: Buffer, wanted: Buffer): void {
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
    text.fill(0x20, at + 1, at + wanted.length - 1)
    text[at + wanted.length - 1] = NEWLINE
  }
}
