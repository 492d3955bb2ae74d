const doors = {
  backup: () => import('./backup-action.ts'),
  restore: () => import('./restore-action.ts'),
  verify: () => import('./verify-action.ts'),
  list: () => import('./list-action.ts'),
  doctor: () => import('./doctor-action.ts'),
  setup: () => import('./setup-action.ts'),
  cli: () => import('./cli.ts'),
}

// package.json's engines, which nobody reads who runs a checkout.
const leastNode = 24

/** Opens a door: what dist/<door>/index.js calls. The doors share one bundle, and each loads only its part of it. */
export async function open(door: keyof typeof doors): Promise<void> {
  // An older one gets as far as the first thing it lacks, and then prints a stack.
  if (Number.parseInt(process.versions.node, 10) < leastNode) {
    console.error(
      `error: pgdrill needs Node ${leastNode} or newer, and this is ${process.version} (${process.execPath}); install it, or run scripts/with-node24.sh node ${process.argv[1]}`,
    )
    process.exitCode = 2
    return
  }
  await doors[door]()
}
