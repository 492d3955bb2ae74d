/** Those of pg_dump's arguments that decide what a dump holds; dumping with them again holds the same. */
export function argumentsForAgain(given: readonly string[]): string[] {
  const kept: string[] = []
  for (let at = 0; at < given.length; at += 1) {
    const argument = given[at] as string
    const [name = ''] = argument.split('=', 1)
    if (!notAgain.has(name)) kept.push(argument)
    else if (takesWord.has(argument)) at += 1
  }
  return ['--format=plain', '--no-password', ...kept]
}

// How it is written, and from where: a scratch server has neither the source's sessions nor its roles' rights.
const notAgain = new Set([
  '--format',
  '--compress',
  '--no-password',
  '--lock-wait-timeout',
  '--role',
  '--snapshot',
  '--serializable-deferrable',
  '--verbose',
])
const takesWord = new Set(['--role', '--snapshot'])

/** Why a dump made with these arguments cannot be loaded into an empty database; undefined when it can. */
export function notLoadable(given: readonly string[]): string | undefined {
  const names = new Set(given.flatMap(namesOf))
  if (names.has('--create')) return 'it was made with --create, so it leaves the database it is loaded into'
  if (names.has('--clean') && !names.has('--if-exists')) {
    return 'it was made with --clean and without --if-exists, so it drops what an empty database does not have'
  }
  const partial = ['--data-only', '--no-schema', '--statistics-only', '--section'].find((name) =>
    names.has(name),
  )
  return partial === undefined ? undefined : `it was made with ${partial}, so it holds only a part`
}

const shortNames: Readonly<Record<string, string>> = { a: '--data-only', c: '--clean', C: '--create' }
const shortWithValue = 'eEnNStT'

/** The long names of an argument; letters may come together, up to one that takes the rest as its value. */
function namesOf(argument: string): string[] {
  if (argument.startsWith('--')) return argument.split('=', 1)
  if (!argument.startsWith('-')) return []
  const letters = [...argument.slice(1)]
  const valueAt = letters.findIndex((letter) => shortWithValue.includes(letter))
  return letters.slice(0, valueAt === -1 ? undefined : valueAt).flatMap((letter) => shortNames[letter] ?? [])
}
