import { describe, expect, test } from '@jest/globals'
import { commands } from '../../src/settings/option.ts'
import { inputsOf, optionCalled, optionNames, optionsOf } from '../../src/settings/options.ts'

describe('the table of options', () => {
  test.each(optionNames)(
    '%s has a default that it accepts itself, and a meaning in whole sentences',
    (name) => {
      const { kind, default: usual, meaning, otherwise } = optionCalled(name)
      if (usual !== undefined) expect(() => kind.parse(usual)).not.toThrow()
      expect(usual === undefined || otherwise === undefined).toBe(true)
      expect(meaning).toMatch(/^\S.*\.$/)
    },
  )

  test('gives no variable to two options', () => {
    const variables = optionNames.flatMap((name) => optionCalled(name).environment ?? [])
    expect(new Set(variables).size).toBe(variables.length)
  })

  test('has no option that another one would deny by its name', () => {
    expect(optionNames.filter((name) => name.startsWith('no-'))).toEqual([])
  })

  test('gives every command its own options, and an action those that are not for a terminal', () => {
    for (const command of commands) {
      const own = command === 'setup-client' ? ['client-version', 'json'] : ['store', 'name', 'json']
      expect(optionsOf(command)).toEqual(expect.arrayContaining(own))
    }
    expect(optionsOf('list')).toContain('limit')
    expect(inputsOf('backup')).not.toContain('json')
    expect(inputsOf('backup')).not.toContain('limit')
  })
})
