import fc from 'fast-check'
import { expect, it } from 'vitest'
import { refusalOf } from './refusal-of.ts'
import { setup } from './setup.ts'
import { accepted, done } from './wire.ts'

const cat = { prompt: 'a cat' }

const callback = (url: unknown) => ({ callback: { url } })

it.each<[string, unknown, string]>([
  ['that are text', 'fast', 'options'],
  ['with a deadline of NaN', { deadlineMs: Number.NaN }, 'deadlineMs'],
  ['with a negative deadline', { deadlineMs: -1 }, 'deadlineMs'],
  ['with a deadline of nothing', { deadlineMs: 0 }, 'deadlineMs'],
  ['with an endless deadline', { deadlineMs: Number.POSITIVE_INFINITY }, 'deadlineMs'],
  ['with text as deadline', { deadlineMs: '1000' }, 'deadlineMs'],
  ['with an empty key', { idempotencyKey: '' }, 'idempotencyKey'],
  ['with a key of 256 bytes', { idempotencyKey: 'x'.repeat(256) }, 'idempotencyKey'],
  ['with a key of 64 emoji, 256 bytes', { idempotencyKey: '😀'.repeat(64) }, 'idempotencyKey'],
  ['with one emoji as key', { idempotencyKey: '😀' }, 'idempotencyKey'],
  ['with a header in the key', { idempotencyKey: 'a\r\nx-admin: 1' }, 'idempotencyKey'],
  ['with a NUL in the key', { idempotencyKey: 'a\u0000' }, 'idempotencyKey'],
  ['with a line feed behind the key', { idempotencyKey: 'a\n' }, 'idempotencyKey'],
  ['with white space in the key', { idempotencyKey: 'a b' }, 'idempotencyKey'],
  ['with true as key', { idempotencyKey: true }, 'idempotencyKey'],
  ['with null as key', { idempotencyKey: null }, 'idempotencyKey'],
  ['with a controller as signal', { signal: new AbortController() }, 'signal'],
  ['with text as signal', { signal: 'abort' }, 'signal'],
  ['with text as onUpdate', { onUpdate: 'log' }, 'onUpdate'],
  ['with a callback over http', callback('http://example.com/hook'), 'callback.url'],
  ['with a callback that is no URL', callback('/hook'), 'callback.url'],
  ['with a callback without url', { callback: {} }, 'callback.url'],
  ['with a callback at another time', { callback: { url: 'https://x.example', when: 'start' } }, 'callback.when'],
  ['with a field in the callback', { callback: { url: 'https://x.example', secret: 'x' } }, 'callback.secret'],
  ['with a number as route', { route: 7 }, 'route'],
  ['with a storage nobody offers', { storage: 'forever' }, 'storage'],
  ['with a field nobody knows', { retries: 3 }, 'retries'],
])('nothing is sent for options %s', async (_, options, field) => {
  expect((await refusalOf(cat, options)).field).toBe(field)
})

it('nothing is sent with any key but 1 to 255 visible ASCII characters', async () => {
  const isGood = (key: string): boolean => /^[!-~]{1,255}$/.test(key)
  const anyKey = fc.array(fc.nat(0x2ff), { maxLength: 8 }).map((codes) => String.fromCharCode(...codes))
  await fc.assert(
    fc.asyncProperty(anyKey, async (idempotencyKey) => {
      const { client, requests } = setup(accepted, done)
      const isSent = await client.generate(cat, { idempotencyKey }).then(
        () => requests[0]?.headers['idempotency-key'] === idempotencyKey,
        (error: { code?: unknown }) => error.code !== 'invalid_input' || requests.length > 0,
      )
      if (isSent !== isGood(idempotencyKey)) throw new Error(JSON.stringify(idempotencyKey))
    }),
    { seed: 20_260_101, numRuns: 200 },
  )
})

it('nothing is sent when reading the options throws, and nothing is thrown outside of the promise', async () => {
  const options = {
    get onUpdate(): never {
      throw new TypeError('mine')
    },
  }
  expect((await refusalOf(cat, options)).field).toBe('options')
})
