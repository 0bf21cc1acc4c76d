import { checkReadOptions, type ReadOptions, readOutput } from '@nano-banana/node'
import { expect, it } from 'vitest'
import { cutsOff, type FileHost, hangsUp, says, sends, sendsPieces, stalls, startFileHost } from './file-host.ts'
import { createManualClock } from './manual-clock.ts'
import { jpg, png, sha256 } from './pictures.ts'

const clock = createManualClock()

const read = ({ origin }: FileHost, options: ReadOptions = {}) =>
  readOutput({ url: `${origin}/cat.png`, type: 'image' }, { trustedOrigins: [origin], clock, ...options })

it('gives the whole file, and what is known of it', async () => {
  const host = await startFileHost(sendsPieces(jpg.subarray(0, 5), jpg.subarray(5, 70_000), jpg.subarray(70_000)))
  const { data, ...facts } = await read(host)
  expect(facts).toEqual({ bytes: jpg.length, sha256: sha256(jpg), format: 'jpg' })
  expect(Buffer.from(data).equals(jpg)).toBe(true)
  expect(data.buffer.byteLength).toBe(jpg.length)
})

it('begins again where a body was cut, and keeps nothing of the first attempt', async () => {
  const host = await startFileHost(cutsOff(png), hangsUp, sends(png))
  const { data } = await read(host)
  expect(Buffer.from(data).equals(png)).toBe(true)
  expect(host.requests).toHaveLength(3)
})

it.each([
  ['an error page', sends('<!doctype html>'), 'unexpected_content'],
  ['too much', sends(Buffer.concat([png, png])), 'too_large'],
  ['nothing any more', says(404), 'expired'],
])('refuses %s', async (_, answer, reason) => {
  const host = await startFileHost(answer)
  await expect(read(host, { maxBytes: png.length })).rejects.toMatchObject({ code: 'download', reason })
})

it('dials no address that is not public, unless it is trusted', async () => {
  const host = await startFileHost(sends(png))
  await expect(read(host, { trustedOrigins: [] })).rejects.toMatchObject({ reason: 'refused_url' })
  expect(host.connections()).toBe(0)
})

it('ends with the caller’s abort', async () => {
  const caller = new AbortController()
  const host = await startFileHost(stalls(png, () => caller.abort('enough')))
  await expect(read(host, { signal: caller.signal })).rejects.toMatchObject({ name: 'AbortError', cause: 'enough' })
})

it('knows no file that could be overwritten', async () => {
  const options: object = { overwrite: true }
  await expect(readOutput({ url: 'https://cdn.example/a.png', type: 'image' }, options)).rejects.toMatchObject({
    code: 'invalid_input',
    field: 'overwrite',
  })
})

it('can check its options before there is an output', () => {
  checkReadOptions({ maxBytes: 1, trustedOrigins: ['http://127.0.0.1:8787'] })
  expect(() => checkReadOptions({ maxBytes: -1 })).toThrow('maxBytes must be a positive, finite number of bytes')
})
