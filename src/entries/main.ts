const doors = {
  backup: () => import('./backup-action.ts'),
  restore: () => import('./restore-action.ts'),
  verify: () => import('./verify-action.ts'),
  list: () => import('./list-action.ts'),
  doctor: () => import('./doctor-action.ts'),
  setup: () => import('./setup-action.ts'),
  cli: () => import('./cli.ts'),
}

/** Opens a door: what dist/<door>/index.js calls. The doors share one bundle, and each loads only its part of it. */
export async function open(door: keyof typeof doors): Promise<void> {
  await doors[door]()
}
