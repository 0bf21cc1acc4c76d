import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { sends, sendsPieces, stalls } from './file-host.ts'
import { png } from './pictures.ts'
import { setupDownload } from './setup-download.ts'

it.each([
  ['an HTML page', '<!doctype html><title>Not found</title>'],
  ['a JSON error', '{"error":"expired, sorry"}'],
  ['a GIF', 'GIF89a picture'],
  ['a stub', '\x89PN'],
])('refuses %s in the place of a picture, whatever it is called', async (_, body) => {
  const { run, files, host } = await setupDownload(sends(body, { 'content-type': 'image/png' }))
  await expect(run()).rejects.toMatchObject({ reason: 'unexpected_content', retryable: false })
  expect(files()).toEqual([])
  expect(host.requests).toHaveLength(1)
})

it('refuses a declared size beyond maxBytes before it reads', async () => {
  const { run, files, host } = await setupDownload((_, response) => {
    response.writeHead(200, { 'content-length': png.length }).flushHeaders()
  })
  await expect(run({ maxBytes: png.length - 1 })).rejects.toMatchObject({ reason: 'too_large', retryable: false })
  expect(files()).toEqual([])
  expect(host.requests).toHaveLength(1)
})

it('stops an undeclared size at maxBytes', async () => {
  const { run, files, host } = await setupDownload((_, response) => {
    const pour = (): void => {
      while (!response.destroyed && response.write(png));
    }
    response.on('drain', pour)
    pour()
  })
  await expect(run({ maxBytes: 3 * png.length })).rejects.toMatchObject({ reason: 'too_large' })
  expect(files()).toEqual([])
  expect(host.requests).toHaveLength(1)
})

it('takes a file of exactly maxBytes', async () => {
  const { run } = await setupDownload(sendsPieces(png, png))
  expect(await run({ maxBytes: 2 * png.length })).toMatchObject({ bytes: 2 * png.length })
})

it('refuses a compressed answer, whatever it unpacks to, and takes one that says it is not', async () => {
  const { run, files } = await setupDownload(
    sends(gzipSync(png), { 'content-encoding': 'gzip' }),
    sends(png, { 'content-encoding': 'br' }),
    sends(png, { 'content-encoding': 'identity' }),
  )
  await expect(run({}, 'video')).rejects.toMatchObject({ reason: 'unexpected_content' })
  await expect(run()).rejects.toMatchObject({ reason: 'unexpected_content' })
  expect(files()).toEqual([])
  expect(await run()).toMatchObject({ bytes: png.length })
})

it('refuses what is no picture at its first bytes', async () => {
  const { run, files } = await setupDownload(stalls(Buffer.from('<!doctype html><title>Wait for it</title>')))
  await expect(run()).rejects.toMatchObject({ reason: 'unexpected_content' })
  expect(files()).toEqual([])
})

it('refuses a body that only the end of the connection ends', async () => {
  const { run, files } = await setupDownload((request, response) => {
    response.removeHeader('transfer-encoding')
    sendsPieces(png)(request, response)
  })
  await expect(run()).rejects.toMatchObject({ reason: 'unexpected_content' })
  expect(files()).toEqual([])
})
