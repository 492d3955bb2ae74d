import { parseEnv } from 'node:util'
import { SettingsError } from '../errors.ts'
import { absolutePath, type Facts, whyUnread } from './facts.ts'
import type { Layer } from './sources.ts'

/**
 * The variables of the file given, or else of `.env` in the working folder, where there is one. The syntax is that of
 * Node's --env-file. @throws SettingsError when the file cannot be used
 */
export function readEnvFile(given: string | undefined, facts: Facts): Layer {
  const path = absolutePath(given ?? '.env', facts)
  // A folder of that name is common, too: Python's virtual environments.
  if (given === undefined && !facts.isFile(path)) return { variables: {}, where: '' }
  const text = readText(path, given, facts)
  if (text.includes('\0'))
    throw new SettingsError([
      `cannot use ${path}: it holds a zero byte, as text in UTF-16 does; save it as UTF-8`,
    ])
  const variables = parseEnv(plainly(text))
  refuseCutValues(text, variables, path)
  return { variables, where: ` in ${path}` }
}

/**
 * The same settings, written so that Node reads them: of `A= ` it takes the next line for the value, and it leaves `export`
 * in the name where the value is empty or a tab follows. A quoted value is passed over whole, whatever its lines look like.
 */
function plainly(text: string): string {
  return text.replace(
    /^[ \t]*(?:export[ \t]+)?([^\s=#"'`][^\r\n=#"'`]*=)[ \t]*((["'`])[\s\S]*?\3)?/gm,
    (_, assigned: string, quoted = '') => `${assigned}${quoted}`,
  )
}

function readText(path: string, given: string | undefined, facts: Facts): string {
  try {
    // Some editors begin a file with a mark that would become a part of its first name.
    return facts.readText(path).replace(/^\uFEFF/, '')
  } catch (error) {
    const cure =
      given === undefined ? 'let this user read it, or name another with --env-file' : 'check --env-file'
    throw new SettingsError([`cannot read ${path}: ${whyUnread(error)}; ${cure}`])
  }
}

/**
 * Refuses `PASSWORD=ab#cd` and `PASSWORD='ab'cd'`, for which Node says `ab`. Only of names that matter here: the file is
 * that of other programs as well. A line inside of a quoted value only looks like that: it gave the name no value.
 */
function refuseCutValues(text: string, variables: NodeJS.Dict<string>, path: string): void {
  const cut =
    /^[ \t]*(?:export[ \t]+)?((?:DATABASE|PG|AWS|BACKUP|RETENTION)\w*)[ \t]*=[ \t]*(?:([^\s"'`#][^\r\n#]*)(?<=\S)#|('[^']*'|"[^"]*"|`[^`]*`)(?:\S|[ \t]+[^\s#]))/gm
  const problems = [...text.matchAll(cut)]
    .filter(([, name, bare, quoted]) => variables[String(name)] === (bare ?? unquoted(String(quoted))))
    .map(([, name, bare]) => {
      const why =
        bare === undefined
          ? `text follows its closing quote; put all of it in quotes that it does not hold, of ' " and \``
          : 'its value holds "#", where a comment would begin; put it in quotes'
      return `cannot use ${name} in ${path}: ${why}`
    })
  if (problems.length > 0) throw new SettingsError(problems)
}

function unquoted(quoted: string): string {
  const value = quoted.slice(1, -1)
  return quoted.startsWith('"') ? value.replaceAll('\\n', '\n') : value
}
