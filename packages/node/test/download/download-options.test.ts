import { expect, it } from 'vitest'
import { downloadOutput } from '../../src/download/download-output.ts'

const output = { url: 'https://files.example.com/cat.png?token=secret', type: 'image' }

it.each([
  ['deadlineMs', { deadlineMs: Number.NaN }],
  ['deadlineMs', { deadlineMs: 0 }],
  ['deadlineMs', { deadlineMs: Number.POSITIVE_INFINITY }],
  ['deadlineMs', { deadlineMs: '60' }],
  ['maxBytes', { maxBytes: -1 }],
  ['maxBytes', { maxBytes: Number.NaN }],
  ['overwrite', { overwrite: 'yes' }],
  ['signal', { signal: {} }],
  ['clock', { clock: null }],
  ['random', { random: 0.5 }],
  ['trustedOrigins', { trustedOrigins: 'http://127.0.0.1:8787' }],
  ['trustedOrigins', { trustedOrigins: ['127.0.0.1:8787'] }],
  ['trustedOrigins', { trustedOrigins: ['file:///'] }],
  ['trustedOrigins', { trustedOrigins: ['http://user@127.0.0.1:8787'] }],
  ['trustedOrigins', { trustedOrigins: ['http://127.0.0.1:8787/path'] }],
  ['overWrite', { overWrite: true }],
])('names the option that makes no sense: %s', async (field, options) => {
  const running = downloadOutput(output, 'cat.png', options as never)
  await expect(running).rejects.toMatchObject({ code: 'invalid_input', field, outcome: 'not_sent' })
})

it.each([
  ['output', undefined],
  ['output', null],
  ['output.url', { type: 'image' }],
  ['output.url', { url: '', type: 'image' }],
  ['output.url', { url: '/cat.png?token=secret', type: 'image' }],
  ['output.url', { url: 'https://256.256.256.256/?token=secret', type: 'image' }],
])('names the part of the output that makes no sense: %s', async (field, broken) => {
  const error = await downloadOutput(broken as never, 'cat.png').catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'invalid_input', field })
  expect(`${error} ${JSON.stringify(error)}`).not.toContain('secret')
})

it('names a target that is no file', async () => {
  await expect(downloadOutput(output, '')).rejects.toMatchObject({ field: 'target' })
  await expect(downloadOutput(output, 'cats/')).rejects.toMatchObject({ field: 'target' })
})
