import { expect, test } from '@jest/globals'
import { untilAborted } from '../../src/store/until-aborted.ts'

const reason = new Error('stopped')
const never = new Promise(() => {})

test('an answer comes through, and so does an error', async () => {
  const { signal } = new AbortController()
  await expect(untilAborted(Promise.resolve('here'), signal)).resolves.toBe('here')
  await expect(untilAborted(Promise.reject(reason), signal)).rejects.toBe(reason)
})

test('an abort ends the wait with its own reason, also one that came before', async () => {
  const controller = new AbortController()
  const waiting = untilAborted(never, controller.signal)
  controller.abort(reason)
  await expect(waiting).rejects.toBe(reason)
  await expect(untilAborted(never, controller.signal)).rejects.toBe(reason)
})

test('what fails after the abort is nobody’s unhandled rejection', async () => {
  const controller = new AbortController()
  const { promise, reject } = Promise.withResolvers<never>()
  const unhandled: unknown[] = []
  const note = (error: unknown) => unhandled.push(error)
  process.on('unhandledRejection', note)
  const waiting = untilAborted(promise, controller.signal)
  controller.abort(reason)
  await expect(waiting).rejects.toBe(reason)
  reject(new Error('too late'))
  await new Promise((resolve) => setImmediate(resolve))
  process.off('unhandledRejection', note)
  expect(unhandled).toEqual([])
})
