/** How a dump was made. */
export interface Made {
  format: 'plain' | 'custom' | 'directory'
  arguments: readonly string[]
}

/** Those of pg_dump's arguments that decide what a dump holds; dumping with them again holds the same. */
export function argumentsForAgain(made: Made): string[] {
  const given = effective(made)
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
export function notLoadable(made: Made): string | undefined {
  const names = new Set(effective(made).flatMap(namesOf))
  if (names.has('--create')) return 'it was made with --create, so it leaves the database it is loaded into'
  if (names.has('--clean') && !names.has('--if-exists')) {
    return 'it was made with --clean and without --if-exists, so it drops what an empty database does not have'
  }
  const partial = ['--data-only', '--no-schema', '--statistics-only', '--section'].find((name) =>
    names.has(name),
  )
  return partial === undefined ? undefined : `it was made with ${partial}, so it holds only a part`
}

// Of an archive pg_dump takes these and does nothing: there they are pg_restore's to be told, and a drill does not.
const forTextAlone = new Set([
  '--clean',
  '--create',
  '--disable-triggers',
  '--if-exists',
  '--no-owner',
  '--no-table-access-method',
  '--no-tablespaces',
  '--use-set-session-authorization',
])
const lettersForTextAlone = 'cCO'

/** The arguments that had an effect. */
function effective({ format, arguments: given }: Made): string[] {
  if (format === 'plain') return [...given]
  return given
    .filter((argument) => !forTextAlone.has(argument))
    .map((argument) => {
      const { letters, value } = lettersOf(argument)
      if (letters === '') return argument
      return `-${[...letters].filter((letter) => !lettersForTextAlone.includes(letter)).join('')}${value}`
    })
    .filter((argument) => argument !== '-')
}

const shortNames: Readonly<Record<string, string>> = { a: '--data-only', c: '--clean', C: '--create' }
const shortWithValue = 'eEnNStT'

/** The long names of an argument. */
function namesOf(argument: string): string[] {
  if (argument.startsWith('--')) return argument.split('=', 1)
  return [...lettersOf(argument).letters].flatMap((letter) => shortNames[letter] ?? [])
}

/** Letters may come together, up to one that takes the rest as its value. */
function lettersOf(argument: string): { letters: string; value: string } {
  if (!/^-[^-]/.test(argument)) return { letters: '', value: '' }
  const all = [...argument.slice(1)]
  const valueAt = all.findIndex((letter) => shortWithValue.includes(letter))
  const end = valueAt === -1 ? all.length : valueAt
  return { letters: all.slice(0, end).join(''), value: all.slice(end).join('') }
}
