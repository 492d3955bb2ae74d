import { describe, expect, test } from '@jest/globals'
import { mayChoose } from '../../src/postgres/choosing-arguments.ts'

describe("arguments of the user's own", () => {
  test.each([
    [[]],
    [['--inserts', '--no-owner', '--verbose']],
    [['--rows-per-insert=100', '--no-comments']],
    [['--rows-per-insert', '100', '-vOx']],
    // A value is no option, whatever it looks like.
    [['--superuser', '--table=x']],
    [['-S', '-t', '-c']],
    [['-vStable']],
  ])('%j choose nothing', (words) => {
    expect(mayChoose(words)).toBe(false)
  })

  test.each([
    [['--table=public.pets']],
    [['-t', 'pets']],
    [['-tpets']],
    [['-vOtpets']],
    [['--verbose', '--exclude-table-data', 'log']],
    [['--role=other']],
    [['--enable-row-security']],
    [['--no-blobs']],
    [['-B']],
    [['--schema-only']],
    [['--filter=file']],
    [['--section', 'pre-data']],
    // getopt_long takes the beginning of a name for the name.
    [['--exclude-ta=log']],
    [['--what-comes-with-20']],
    [['--v']],
    [['pets']],
  ])('%j may choose', (words) => {
    expect(mayChoose(words)).toBe(true)
  })
})
