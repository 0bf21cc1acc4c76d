import { expect, it } from 'vitest'
import { onAbort } from '../src/abort-signal.ts'
import { createCountedController } from './counted-signal.ts'

it('calls back once when the signal aborts', () => {
  const controller = new AbortController()
  let calls = 0
  onAbort(controller.signal, () => (calls += 1))
  expect(calls).toBe(0)
  controller.abort()
  controller.abort()
  expect(calls).toBe(1)
})

it('calls back at once when the signal has aborted before', () => {
  let calls = 0
  const forget = onAbort(AbortSignal.abort(), () => (calls += 1))
  forget()
  expect(calls).toBe(1)
})

it('does not call back once it is told to forget', () => {
  const controller = new AbortController()
  const calls: string[] = []
  const forget = onAbort(controller.signal, () => calls.push('forgotten'))
  onAbort(controller.signal, () => calls.push('kept'))
  forget()
  forget()
  controller.abort()
  expect(calls).toEqual(['kept'])
})

it('lets the same function listen twice, and forget once', () => {
  const controller = new AbortController()
  let calls = 0
  const listener = (): void => {
    calls += 1
  }
  onAbort(controller.signal, listener)
  onAbort(controller.signal, listener)()
  controller.abort()
  expect(calls).toBe(1)
})

it('puts one listener on a signal, however many wait', () => {
  const { abort, signal, listeners } = createCountedController()
  let calls = 0
  for (let waiter = 0; waiter < 50; waiter += 1) onAbort(signal, () => (calls += 1))
  expect(listeners()).toBe(1)
  abort()
  expect(calls).toBe(50)
})

it('leaves nothing on a signal that nobody waits for any more', () => {
  const { abort, signal, listeners } = createCountedController()
  let calls = 0
  const forget = [1, 2, 3].map(() => onAbort(signal, () => (calls += 1)))
  for (const one of forget) one()
  expect(listeners()).toBe(0)

  onAbort(signal, () => (calls += 1))
  expect(listeners()).toBe(1)
  abort()
  expect(calls).toBe(1)
})
