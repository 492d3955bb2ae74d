import { expect, test } from '@jest/globals'
import { codeOf, isAnswer } from '../../src/postgres/sqlstate.ts'

const caused = (code?: string) =>
  new Error('what we say', { cause: Object.assign(new Error('why'), { code }) })

test.each(['42P01', '57014', 'XX000', 'P0001', 'HV00B'])('%s is an answer of the server', (code) => {
  expect([codeOf(caused(code)), isAnswer(caused(code))]).toEqual([code, true])
})

test.each(['EPIPE', 'ECONNRESET'])('%s is none: the connection is gone', (code) => {
  expect([codeOf(caused(code)), isAnswer(caused(code))]).toEqual([code, false])
})

test('an error without a code is none', () => {
  expect([codeOf(caused()), isAnswer(new Error('x'))]).toEqual(['', false])
})
