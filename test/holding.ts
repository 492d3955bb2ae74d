/** How a program's text begins for which `held()` is what it holds, in bytes, heap and buffers: garbage is freed first. */
export const holding = `
  const { setFlagsFromString } = await import('node:v8')
  const { runInNewContext } = await import('node:vm')
  setFlagsFromString('--expose-gc')
  setFlagsFromString('--single-threaded-gc') // another thread would free it when it gets a processor
  const collect = runInNewContext('gc')
  const held = () => {
    collect()
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external
  }`
