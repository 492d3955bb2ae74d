/**
 * Makes process.env what the settings took it for, since the AWS SDK reads it by itself: .env beneath the variables
 * that are set, and no empty ones. A workflow's `${{ secrets.X }}` that does not exist is an empty variable, which the
 * SDK would take for a key.
 */
export function applyEnvironment(environment: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(process.env)) if (value === '') delete process.env[name]
  Object.assign(process.env, environment)
}
