import { describe, expect, test } from '@jest/globals'
import { helpText } from '../../src/settings/help.ts'
import { commands } from '../../src/settings/option.ts'
import { optionNames, optionsOf } from '../../src/settings/options.ts'

describe('the help on a command', () => {
  test.each(commands)('%s shows its options and no others, the exit codes and examples', (command) => {
    const shown = [...helpText(command).matchAll(/^ {2}--(?:\[no-\])?([\w-]+)/gm)].map(([, name]) => name)
    expect(shown.toSorted()).toEqual(optionsOf(command).toSorted())
    expect(helpText(command)).toMatch(/\nExit codes:\n {2}0 .*\n {2}1 .*\n {2}2 /)
    expect(helpText(command)).toContain(`\nExamples:\n`)
  })

  test('shows defaults and variables', () => {
    expect(helpText('backup')).toMatch(
      /--keep-days NUMBER\n(?: {6}.*\n)*? {6}.*Default: 30\. Environment:\n? *RETENTION_DAYS\./,
    )
    expect(helpText('backup')).toMatch(/ {2}--\[no-\]globals\n/)
  })

  test.each(commands)('%s fits into a terminal of 100 columns', (command) => {
    expect(
      helpText(command)
        .split('\n')
        .filter((line) => line.length > 100),
    ).toEqual([])
  })

  test('has examples of options that exist', () => {
    const used = commands.flatMap(
      (command) =>
        helpText(command)
          .split('\nExamples:\n')[1]
          ?.match(/(?<=--)[\w-]+/g) ?? [],
    )
    expect(used.length).toBeGreaterThan(5)
    expect(optionNames).toEqual(expect.arrayContaining(used))
  })
})

test('the help on everything names each command', () => {
  for (const command of commands) expect(helpText()).toMatch(new RegExp(`^  ${command} `, 'm'))
})
