import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { isAbsolute, join, relative } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { downloadOutput } from '../../src/download/download-output.ts'
import { sends, sendsPieces, stalls, startFileHost } from './file-host.ts'
import { jpg, png, sha256, webp } from './pictures.ts'
import { setupDownload } from './setup-download.ts'

describe('a picture', () => {
  it.each([
    ['png', png],
    ['jpg', jpg],
    ['webp', webp],
  ])('is saved whole: %s', async (format, picture) => {
    const { run, target, files, clock } = await setupDownload(sends(picture))
    expect(await run()).toEqual({ path: target, bytes: picture.length, sha256: sha256(picture), format })
    expect(readFileSync(target).equals(picture)).toBe(true)
    expect(files()).toEqual(['cat.png'])
    expect(clock.pending()).toBe(0)
  })

  it('of many megabytes is saved whole', async () => {
    const large = Buffer.concat(Array.from({ length: 120 }, () => png))
    const { run, target } = await setupDownload(sends(large))
    expect(await run()).toMatchObject({ bytes: large.length, sha256: sha256(large) })
    expect(readFileSync(target).equals(large)).toBe(true)
  })

  it('is known by its bytes although they come one by one and carry a wrong type', async () => {
    const pieces = [...png.subarray(0, 20)].map((byte) => Buffer.from([byte]))
    const { run } = await setupDownload((request, response) => {
      response.setHeader('content-type', 'text/html')
      sendsPieces(...pieces, png.subarray(20))(request, response)
    })
    expect(await run()).toMatchObject({ bytes: png.length, sha256: sha256(png), format: 'png' })
  })

  it('gets an absolute path and the permissions of any new file', async () => {
    const { url, host, folder, target } = await setupDownload(sends(png))
    const shown = relative(process.cwd(), target)
    expect(isAbsolute(shown)).toBe(false)
    expect(await downloadOutput({ url, type: 'image' }, shown, { trustedOrigins: [host.origin] })).toMatchObject({
      path: target,
    })
    writeFileSync(join(folder, 'any'), '')
    expect(statSync(target).mode).toBe(statSync(join(folder, 'any')).mode)
  })

  it('is for its owner only, under another name, while it is incomplete', async () => {
    const stalled = vi.fn()
    const { run, folder, files, target } = await setupDownload(stalls(png, stalled))
    const caller = new AbortController()
    const running = run({ signal: caller.signal })
    await vi.waitFor(() => expect(files()).toHaveLength(1))
    const [name = ''] = files()
    expect(name).toMatch(/^\.cat\.png\.[0-9a-f]{16}\.part$/)
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
    expect(existsSync(target)).toBe(false)
    caller.abort()
    await expect(running).rejects.toThrow()
  })

  it('may have the longest name there is', async () => {
    const { url, host, folder } = await setupDownload(sends(png))
    const target = join(folder, `${'é'.repeat(125)}.png`)
    await downloadOutput({ url, type: 'image' }, target, { trustedOrigins: [host.origin] })
    expect(existsSync(target)).toBe(true)
  })
})

describe('another file', () => {
  it.each(['video', 'model'])('is saved whatever its bytes: %s', async (type) => {
    const { run } = await setupDownload(sends('anything', { 'content-type': 'application/octet-stream' }))
    expect(await run({}, type)).toMatchObject({ bytes: 8, format: undefined })
  })

  it.each(['text/html; charset=utf-8', 'application/json'])('is refused when it is a page: %s', async (type) => {
    const { run, files, host } = await setupDownload(sends('<h1>Sorry</h1>', { 'content-type': type }))
    await expect(run({}, 'video')).rejects.toMatchObject({ reason: 'unexpected_content', retryable: false })
    expect(files()).toEqual([])
    expect(host.requests).toHaveLength(1)
  })
})

describe('the request', () => {
  it('carries no key, no cookie, and asks for the bytes as they are', async () => {
    const second = await startFileHost(sends(png))
    const { run, host } = await setupDownload((_, response) => {
      response.writeHead(302, { location: `${second.origin}/cat.png`, 'set-cookie': 'a=b' }).end()
    })
    await run({ trustedOrigins: [host.origin, second.origin] })
    for (const { headers } of [...host.requests, ...second.requests]) {
      expect(Object.keys(headers).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent'])
      expect(headers['accept-encoding']).toBe('identity')
      expect(headers.connection).toBe('close')
    }
    expect(host.requests[0]?.url).toBe('/outputs/cat.png?token=secret')
    expect(second.requests).toHaveLength(1)
  })
})

describe('a target that exists', () => {
  it('is kept, and nothing is requested', async () => {
    const { run, host, target, files } = await setupDownload(sends(png))
    writeFileSync(target, 'mine')
    await expect(run()).rejects.toMatchObject({ code: 'download', reason: 'exists', outcome: 'accepted' })
    expect(readFileSync(target, 'utf8')).toBe('mine')
    expect(files()).toEqual(['cat.png'])
    expect(host.requests).toEqual([])
  })

  it('is replaced when that is asked for', async () => {
    const { run, target, files } = await setupDownload(sends(png))
    writeFileSync(target, 'old')
    await run({ overwrite: true })
    expect(readFileSync(target).equals(png)).toBe(true)
    expect(files()).toEqual(['cat.png'])
  })

  it('stays as it was when its replacement does not arrive', async () => {
    const { run, target, files } = await setupDownload(sends('<html>not a picture</html>'))
    writeFileSync(target, 'old')
    await expect(run({ overwrite: true })).rejects.toMatchObject({ reason: 'unexpected_content' })
    expect(readFileSync(target, 'utf8')).toBe('old')
    expect(files()).toEqual(['cat.png'])
  })

  it('is not written through when it is a link', async () => {
    const { run, host, folder, target } = await setupDownload(sends(png))
    const precious = join(folder, 'precious')
    symlinkSync(precious, target)
    await expect(run()).rejects.toMatchObject({ reason: 'exists' })
    expect(host.requests).toEqual([])
    writeFileSync(precious, 'precious')
    await run({ overwrite: true })
    expect(readFileSync(precious, 'utf8')).toBe('precious')
    expect(readFileSync(target).equals(png)).toBe(true)
  })

  it('is not replaced when it is a folder', async () => {
    const { run, target } = await setupDownload(sends(png))
    mkdirSync(target)
    await expect(run({ overwrite: true })).rejects.toMatchObject({ reason: 'not_writable' })
  })

  it('has one winner when two downloads meet at it', async () => {
    const { run, target, files } = await setupDownload(sends(png), sends(jpg))
    const ends = await Promise.allSettled([run(), run()])
    const won = ends.filter((end) => end.status === 'fulfilled').map((end) => end.value)
    const lost = ends.filter((end) => end.status === 'rejected').map((end) => end.reason)
    expect(won).toHaveLength(1)
    expect(lost).toMatchObject([{ reason: 'exists' }])
    expect(sha256(readFileSync(target))).toBe(won[0]?.sha256)
    expect(files()).toEqual(['cat.png'])
  })
})
