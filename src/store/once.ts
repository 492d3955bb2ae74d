/** A source of one chunk, for what is small enough to be in memory. */
export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
