import { statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { cutsOff, hangsUp, neverAnswers, says, sends, stalls } from './file-host.ts'
import { png, sha256 } from './pictures.ts'
import { setupDownload } from './setup-download.ts'

const whole = { bytes: png.length, sha256: sha256(png), format: 'png' }

describe('tries again', () => {
  it.each([
    ['a body that was cut', cutsOff(png)],
    ['an empty body', sends('')],
    ['a lost connection', hangsUp],
    ['HTTP 408', says(408)],
    ['HTTP 429', says(429)],
    ['HTTP 500', says(500)],
    ['HTTP 503', says(503)],
    ['HTTP 522', says(522)],
  ])('after %s', async (_, answer) => {
    const { run, host, clock, files } = await setupDownload(answer, answer, sends(png))
    expect(await run()).toMatchObject(whole)
    expect(host.requests).toHaveLength(3)
    expect(clock.pauses).toEqual([250, 500])
    expect(files()).toEqual(['cat.png'])
  })

  it('after a silence of 30 s, in the body or before it', async () => {
    const { run, host, clock, files } = await setupDownload(stalls(png), neverAnswers, sends(png))
    const running = run()
    for (const count of [1, 2]) {
      await vi.waitFor(() => expect([host.requests.length, clock.pending()]).toEqual([count, 2]))
      clock.advance(29_999)
      expect(clock.pending()).toBe(2)
      clock.advance(1)
    }
    expect(await running).toMatchObject(whole)
    expect(host.requests).toHaveLength(3)
    expect(files()).toEqual(['cat.png'])
    expect(clock.pending()).toBe(0)
  })

  it('not while bytes keep coming, however slowly', async () => {
    // Large enough that each piece leaves something on the disk.
    const picture = Buffer.concat([png, Buffer.alloc(900_000 - png.length)])
    const pieces = [picture.subarray(0, 300_000), picture.subarray(300_000, 600_000), picture.subarray(600_000)]
    let send = (): void => undefined
    const { run, host, clock, folder, files } = await setupDownload((_, response) => {
      response.writeHead(200, { 'content-length': picture.length })
      send = () => void response.write(pieces.shift() ?? '')
      send()
    })
    const running = run()
    for (const [leastBytes, pauseMs] of [
      [1, 26_000],
      [300_001, 4_000],
    ] as const) {
      await vi.waitFor(() => {
        const written = files().map((name) => statSync(join(folder, name)).size)
        expect(written).toEqual([expect.toSatisfy((bytes) => bytes >= leastBytes)])
      })
      clock.advance(pauseMs)
      send()
    }
    expect(await running).toMatchObject({ bytes: picture.length })
    expect(host.requests).toHaveLength(1)
  })

  it('never earlier than Retry-After says, in seconds or as a date', async () => {
    const { run, clock } = await setupDownload(
      says(503, { 'retry-after': '7' }),
      says(429, { date: 'Thu, 01 Jan 2026 10:00:00 GMT', 'retry-after': 'Thu, 01 Jan 2026 10:00:09 GMT' }),
      says(503, { 'retry-after': '0' }),
      sends(png),
    )
    expect(await run()).toMatchObject(whole)
    expect(clock.pauses).toEqual([7_350, 9_450, 1_000])
  })

  it.each(['1e3', '-1', '5;x', 'soon', 'Thu, 32 Foo 2026 10:00:00 GMT'])(
    'as usual when Retry-After is %s',
    async (asked) => {
      const { run, clock } = await setupDownload(says(503, { 'retry-after': asked }), sends(png))
      expect(await run()).toMatchObject(whole)
      expect(clock.pauses).toEqual([250])
    },
  )
})

describe('gives up', () => {
  it.each([
    ['incomplete', cutsOff(png), {}],
    ['connection', hangsUp, {}],
    ['http_status', says(503), { status: 503 }],
  ])('after four attempts: %s', async (reason, answer, more) => {
    const { run, host, files, clock } = await setupDownload(answer)
    const facts = { name: 'DownloadError', code: 'download', phase: 'download', outcome: 'accepted', retryable: true }
    await expect(run()).rejects.toMatchObject({ ...facts, reason, attempts: 4, ...more })
    expect(host.requests).toHaveLength(4)
    expect(clock.pauses).toEqual([250, 500, 1_000])
    expect(files()).toEqual([])
  })

  it('after four silences', async () => {
    const { run, host, files, clock } = await setupDownload(stalls(png))
    const running = run().catch((error: unknown) => error)
    for (const count of [1, 2, 3, 4]) {
      await vi.waitFor(() => expect([host.requests.length, clock.pending()]).toEqual([count, 2]))
      clock.advance(30_000)
    }
    expect(await running).toMatchObject({ reason: 'timeout', retryable: true, attempts: 4 })
    expect(files()).toEqual([])
  })

  it.each([403, 404, 410])('at once when the URL has expired: HTTP %i', async (status) => {
    const { run, host, files } = await setupDownload(says(status))
    await expect(run()).rejects.toMatchObject({
      reason: 'expired',
      status,
      retryable: false,
      message: expect.stringContaining('read the task again'),
    })
    expect(host.requests).toHaveLength(1)
    expect(files()).toEqual([])
  })

  it.each([204, 206, 304, 400, 401, 416])('at once after a status that will not change: HTTP %i', async (status) => {
    const { run, host } = await setupDownload(says(status))
    await expect(run()).rejects.toMatchObject({ reason: 'http_status', status, retryable: false, attempts: 1 })
    expect(host.requests).toHaveLength(1)
  })

  it('at once when the host asks for more than a minute', async () => {
    const { run, host } = await setupDownload(says(429, { 'retry-after': '61' }))
    await expect(run()).rejects.toMatchObject({ reason: 'http_status', retryAfterMs: 61_000, retryable: true })
    expect(host.requests).toHaveLength(1)
  })

  it('at once when the pause would outlast the deadline', async () => {
    const { run, host, clock } = await setupDownload(says(503, { 'retry-after': '40' }))
    await expect(run({ deadlineMs: 30_000 })).rejects.toMatchObject({ reason: 'http_status', retryAfterMs: 40_000 })
    expect(host.requests).toHaveLength(1)
    expect(clock.pauses).toEqual([])
  })
})
