import { storeContract } from '../contract/store.ts'
import { MemoryStore } from '../fakes/memory-store.ts'

storeContract('a store in memory', async () => {
  const store = new MemoryStore()
  return {
    store,
    pieceBytes: 100_000,
    seed: async (keys) => {
      for (const key of keys) store.objects.set(key, { bytes: Buffer.from('x'), modifiedAt: new Date() })
    },
    remains: async () =>
      [...store.objects.keys(), ...store.unfinished.map(({ key }) => `unfinished ${key}`)].sort(),
    [Symbol.asyncDispose]: async () => {},
  }
})
