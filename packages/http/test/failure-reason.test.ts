import { expect, it } from 'vitest'
import { failureReason } from '../src/failure-reason.ts'

const withCode = (code: string, extra: object = {}) => Object.assign(new Error(code), { code, ...extra })
const wrapped = (cause: unknown) => new TypeError('fetch failed', { cause })

it.each(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT'])(
  '%s proves that nothing was sent',
  (code) => {
    expect(failureReason(wrapped(withCode(code)))).toBe('unreachable')
  },
)

it('ETIMEDOUT proves it only while connecting', () => {
  expect(failureReason(wrapped(withCode('ETIMEDOUT', { syscall: 'connect' })))).toBe('unreachable')
  expect(failureReason(wrapped(withCode('ETIMEDOUT', { syscall: 'read' })))).toBe('interrupted')
})

it.each([
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])('%s is a matter of trust', (code) => expect(failureReason(wrapped(withCode(code)))).toBe('untrusted'))

it.each(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT', 'anything'])('%s is ambiguous', (code) => {
  expect(failureReason(wrapped(withCode(code)))).toBe('interrupted')
})

it('is ambiguous for what carries no code, as in browsers', () => {
  expect(failureReason(new TypeError('Failed to fetch'))).toBe('interrupted')
  expect(failureReason('a string')).toBe('interrupted')
})

it('survives a chain of causes that runs in a circle', () => {
  const error = withCode('ECONNRESET')
  Object.assign(error, { cause: error })
  expect(failureReason(error)).toBe('interrupted')
})
