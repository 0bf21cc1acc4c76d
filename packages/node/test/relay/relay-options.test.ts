import { createGenerationService, createNanoBanana, createRelay, memoryJournal } from '@nano-banana/node'
import { expect, it } from 'vitest'
import { canary, secret } from './setup-relay.ts'

const client = createNanoBanana({ apiKey: canary, baseUrl: 'http://127.0.0.1:1' })
const service = createGenerationService({ client, journal: memoryJournal(), secret })
const authorize = () => ({ id: 'ann' })
const basePath = '/api/nano-banana'

it.each<[string, object]>([
  ['authorize', { authorize: undefined }],
  ['public', { public: true }],
  ['secret', { secret: 'short' }],
  ['client', { client: undefined }],
  ['service', { service }],
  ['basePath', { basePath: '/' }],
  ['basePath', { basePath: 'api' }],
  ['basePath', { basePath: '/a/../b' }],
  ['streamMs', { streamMs: 0 }],
  ['streamMs', { streamMs: Number.NaN }],
  ['allowedOrigins', { allowedOrigins: ['https://app.example/'] }],
  ['allowedOrigins', { allowedOrigins: ['*'] }],
  ['limits.tasksPerDay', { limits: { tasksPerDay: -1 } }],
  ['limits.tasksPerMinute', { limits: { tasksPerMinute: '5' } }],
  ['limits.tasksPerHour', { limits: { tasksPerHour: 5 } }],
  ['limits.spendPerDay', { limits: { spendPerDay: 5 } }],
])('refuses to start without a fit %s', (field, options) => {
  const given = { client, secret, basePath, authorize, ...options } as never
  expect(() => createRelay(given)).toThrow(expect.objectContaining({ code: 'invalid_input', field }))
})

it('takes a service alone', () => {
  expect(() => createRelay({ service, basePath, authorize })).not.toThrow()
})

it('says aloud, once, that it is open to all', () => {
  const reported: unknown[] = []
  createRelay({ client, secret, basePath, public: true, reportError: (error) => reported.push(error) })
  expect(reported).toMatchObject([{ message: expect.stringContaining('public') }])
})
