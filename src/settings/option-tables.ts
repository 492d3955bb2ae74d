import { type Group, groups } from './option.ts'
import { defaultText, variablesOf } from './option-text.ts'
import { inputsOf, type OptionName, optionCalled, optionNames } from './options.ts'
import { outputsOf } from './outputs.ts'

/** The options as Markdown, a table for each group. */
export function optionTables(): string {
  const tables = Object.entries(groups).map(([group, title]) => {
    const names = optionNames.filter((name) => optionCalled(name).group === (group as Group))
    return [`### ${title}`, '', ...table(names)].join('\n')
  })
  return tables.join('\n\n')
}

function table(names: readonly OptionName[]): string[] {
  return [
    '| option | value | default | environment | commands | meaning |',
    '| --- | --- | --- | --- | --- | --- |',
    ...names.map((name) => `| ${cellsOf(name).map(escaped).join(' | ')} |`),
  ]
}

function cellsOf(name: OptionName): string[] {
  const option = optionCalled(name)
  const usual = option.otherwise ?? (option.default === undefined ? '' : `\`${option.default}\``)
  return [
    `\`${name}\``,
    `\`${option.kind.placeholder}\`${option.kind.repeatable ? ', several' : ''}`,
    usual,
    variablesOf(name)
      .map((variable) => `\`${variable}\``)
      .join(', '),
    option.commands.join(', '),
    option.commandLineOnly ? `${option.meaning} Command line only.` : option.meaning,
  ]
}

function escaped(cell: string): string {
  return cell.replaceAll('|', '\\|').replaceAll('<', '&lt;')
}

/** An action's outputs as a Markdown table. */
export function outputTable(command: keyof typeof outputsOf): string {
  const rows = Object.entries(outputsOf[command]).map(
    ([name, meaning]) => `| \`${name}\` | ${escaped(meaning)} |`,
  )
  return ['| output | meaning |', '| --- | --- |', ...rows].join('\n')
}

/** The `inputs:` and `outputs:` of the action that is a command. */
export function actionInterface(command: keyof typeof outputsOf): string {
  const inputs = inputsOf(command).flatMap(inputLines)
  const described = Object.entries(outputsOf[command]).flatMap(([name, meaning]) => [
    `  ${name}:`,
    `    description: ${quoted(meaning)}`,
  ])
  return ['inputs:', ...inputs, 'outputs:', ...described].join('\n')
}

function inputLines(name: OptionName): string[] {
  const { default: usual } = optionCalled(name)
  const declared = declaresDefault(name) ? [`    default: ${quoted(usual ?? '')}`] : []
  return [
    `  ${name}:`,
    `    description: ${quoted(inputDescription(name))}`,
    '    required: false',
    ...declared,
  ]
}

/**
 * Whether action.yml may say the default: not where a variable can give the option, for the runner hands a declared
 * default over as if it had been given, and it would win over the variable.
 */
function declaresDefault(name: OptionName): boolean {
  const option = optionCalled(name)
  return option.default !== undefined && option.environment === undefined
}

function inputDescription(name: OptionName): string {
  const { meaning, kind } = optionCalled(name)
  const usual = declaresDefault(name) ? undefined : defaultText(name)
  const variables = variablesOf(name)
  return [
    meaning,
    ...(kind.repeatable ? ['Several go one a line.'] : []),
    ...(usual === undefined ? [] : [`Default: ${usual}.`]),
    ...(variables.length === 0 ? [] : [`Environment: ${variables.join(', ')}.`]),
  ].join(' ')
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
