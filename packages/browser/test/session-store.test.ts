import { afterEach, expect, it, vi } from 'vitest'
import { sessionStore } from '../src/session-store.ts'

const operation = { idempotencyKey: 'k', input: { prompt: 'a cat' }, delivery: {}, startedAtMs: 1, taskId: 'tk-1' }

function stubStorage(methods: Partial<Storage> = {}) {
  const kept = new Map<string, string>()
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    ...methods,
  })
  return kept
}

afterEach(() => vi.unstubAllGlobals())

it('keeps an operation over a reload, and forgets it when told', () => {
  stubStorage()
  sessionStore().save('a', operation)
  expect(sessionStore().load('a')).toEqual(operation)
  expect(sessionStore().load('b')).toBeUndefined()
  sessionStore().remove('a')
  expect(sessionStore().load('a')).toBeUndefined()
})

it('keeps it in memory, and warns once, where there is no storage, no permission or no room', () => {
  const fail = (): never => {
    throw new Error('QuotaExceededError')
  }
  for (const stub of [
    () => undefined,
    () => stubStorage({ setItem: fail }),
    () => stubStorage({ getItem: fail, setItem: fail, removeItem: fail }),
  ]) {
    stub()
    const warn = vi.fn()
    const store = sessionStore('', warn)
    store.save('a', operation)
    store.save('a', operation)
    expect(store.load('a')).toEqual(operation)
    store.remove('a')
    expect(store.load('a')).toBeUndefined()
    expect(warn).toHaveBeenCalledOnce()
  }
})

it.each([
  '',
  '{',
  'null',
  '[]',
  '{"idempotencyKey":1}',
  '{"idempotencyKey":"k","startedAtMs":1,"input":null}',
  '{"idempotencyKey":"k","startedAtMs":1,"input":{},"taskId":7}',
])('takes what others wrote for nothing when it does not fit: %s', (text) => {
  stubStorage().set('nano-banana:1::a', text)
  expect(sessionStore().load('a')).toBeUndefined()
})

it('does not show one user what another asked for', () => {
  stubStorage()
  sessionStore('ann').save('a', operation)
  expect(sessionStore('bob').load('a')).toBeUndefined()
  expect(sessionStore('ann').load('a')).toEqual(operation)
})

it('does not take an older operation for the one that found no room', () => {
  let isFull = false
  const kept = new Map<string, string>()
  stubStorage({
    getItem: (key) => kept.get(key) ?? null,
    removeItem: (key) => void kept.delete(key),
    setItem: (key, value) => {
      if (isFull) throw new Error('QuotaExceededError')
      kept.set(key, value)
    },
  })
  sessionStore().save('a', operation)
  isFull = true
  sessionStore().save('a', { ...operation, idempotencyKey: 'newer' })
  expect(sessionStore().load('a')).toBeUndefined()
})
