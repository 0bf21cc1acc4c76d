import { expect, it } from 'vitest'
import { createRedactKey } from '../src/redact-key.ts'

const keys = ['sk-test-8fK2pQ', 'sk-ab/cd=ef+gh.12', 'sk-"quoted"\\key$^*(1)[2]{3}|?']

const echoes: readonly [string, (key: string) => string][] = [
  ['as it is', (key) => key],
  ['twice', (key) => `${key} and ${key}`],
  ['in JSON', (key) => JSON.stringify(key)],
  ['in JSON with escaped slashes', (key) => JSON.stringify(key).replaceAll('/', '\\/')],
  [
    'in JSON with every character escaped',
    (key) => [...key].map((one) => `\\u00${one.charCodeAt(0).toString(16)}`).join(''),
  ],
  ['in JSON with codes in capitals', (key) => key.replaceAll('=', '\\u003D').replaceAll('+', '\\u002B')],
  ['percent-encoded', (key) => encodeURIComponent(key)],
]

it.each(echoes)('clears a text of a key that is echoed %s', (_, echo) => {
  for (const key of keys) {
    const text = `before ${echo(key)} after`
    expect(createRedactKey(key)(text)).toMatch(/^before "?\[redacted\]"?( and \[redacted\])? after$/)
  }
})

it('leaves everything else as it is', () => {
  const text = '{"message":"sk-test-8fK2p is another key"}'
  expect(createRedactKey('sk-test-8fK2pQ')(text)).toBe(text)
})

it('reads a megabyte of beginnings at once', () => {
  const startedAt = performance.now()
  createRedactKey('sk-test-8fK2pQ')('sk-test-8fK2p'.repeat(80_000))
  // A pattern that looks back would need hours: one second is no timing test.
  expect(performance.now() - startedAt).toBeLessThan(1_000)
})
