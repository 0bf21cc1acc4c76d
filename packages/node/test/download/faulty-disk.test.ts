import { readFileSync, writeFileSync } from 'node:fs'
import * as disk from 'node:fs/promises'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { sends } from './file-host.ts'
import { png } from './pictures.ts'
import { setupDownload } from './setup-download.ts'

vi.mock('node:fs/promises', { spy: true })

const fault = (code: string): Error => Object.assign(new Error(`${code}: faulty disk`), { code })

/** Lets one method of the file that is being downloaded do something else; it is given the file's own close. */
async function breakFile(
  method: 'writev' | 'chmod' | 'datasync' | 'close',
  instead: (close: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const { open } = await vi.importActual<typeof disk>('node:fs/promises')
  vi.mocked(disk.open).mockImplementation(async (path, flags, mode) => {
    const handle = await open(path, flags, mode)
    if (flags !== 'wx' || mode !== 0o600) return handle
    const close = handle.close.bind(handle)
    return Object.assign(handle, { [method]: () => instead(close) })
  })
}

beforeEach(() => {
  for (const method of [disk.open, disk.link, disk.lstat, disk.rename]) vi.mocked(method).mockReset()
})

describe('without hard links', () => {
  it.each(['EPERM', 'ENOTSUP', 'EISDIR'])('a file is renamed: %s', async (code) => {
    const { run, target, files } = await setupDownload(sends(png))
    vi.mocked(disk.link).mockRejectedValueOnce(fault(code))
    await run()
    expect(readFileSync(target).equals(png)).toBe(true)
    expect(files()).toEqual(['cat.png'])
  })

  it('a file that has come meanwhile is kept', async () => {
    const { run, target, files } = await setupDownload(sends(png))
    vi.mocked(disk.link).mockImplementationOnce(async () => {
      writeFileSync(target, 'mine')
      throw fault('EPERM')
    })
    await expect(run()).rejects.toMatchObject({ reason: 'exists' })
    expect(readFileSync(target, 'utf8')).toBe('mine')
    expect(files()).toEqual(['cat.png'])
  })
})

describe('a rename that is held up', () => {
  it.each(['EPERM', 'EACCES', 'EBUSY'])('is made a little later: %s', async (code) => {
    const { run, target, clock } = await setupDownload(sends(png))
    vi.mocked(disk.rename).mockRejectedValueOnce(fault(code)).mockRejectedValueOnce(fault(code))
    await run({ overwrite: true })
    expect(clock.pauses).toEqual([50, 100])
    expect(readFileSync(target).equals(png)).toBe(true)
  })

  it('for good is given up, and never made in another way', async () => {
    const { run, target, files, host } = await setupDownload(sends(png))
    writeFileSync(target, 'old')
    vi.mocked(disk.rename).mockRejectedValue(fault('EBUSY'))
    await expect(run({ overwrite: true })).rejects.toMatchObject({ reason: 'not_writable' })
    expect(disk.rename).toHaveBeenCalledTimes(5)
    expect(readFileSync(target, 'utf8')).toBe('old')
    expect(files()).toEqual(['cat.png'])
    expect(host.requests).toHaveLength(1)
  })
})

describe('a disk', () => {
  it.each(['writev', 'datasync'] as const)('that is full leaves nothing: %s', async (method) => {
    const { run, files, host } = await setupDownload(sends(png))
    await breakFile(method, () => Promise.reject(fault('ENOSPC')))
    await expect(run()).rejects.toMatchObject({
      reason: 'not_writable',
      retryable: false,
      message: expect.stringContaining('make room'),
      cause: { code: 'ENOSPC' },
    })
    expect(files()).toEqual([])
    expect(host.requests).toHaveLength(1)
  })

  it.each(['writev', 'datasync'] as const)('that hangs does not hold up an abort: %s', async (method) => {
    const { run, files } = await setupDownload(sends(png))
    const hangs = vi.fn(() => new Promise<void>(() => undefined))
    await breakFile(method, hangs)
    const caller = new AbortController()
    const running = run({ signal: caller.signal })
    await vi.waitFor(() => expect(hangs).toHaveBeenCalled())
    caller.abort()
    await expect(running).rejects.toMatchObject({ name: 'AbortError' })
    expect(files()).toEqual([])
  })

  it('that does not know permissions is no obstacle', async () => {
    const { run, target } = await setupDownload(sends(png))
    await breakFile('chmod', () => Promise.reject(fault('EPERM')))
    await run()
    expect(readFileSync(target).equals(png)).toBe(true)
  })

  it('bears no name that comes after an abort', async () => {
    const { run, files } = await setupDownload(sends(png))
    const caller = new AbortController()
    await breakFile('close', (close) => {
      caller.abort()
      return close()
    })
    await expect(run({ signal: caller.signal })).rejects.toMatchObject({ name: 'AbortError' })
    expect(files()).toEqual([])
  })

  it('is not waited for with a request when the caller has gone', async () => {
    const { run, host, files } = await setupDownload(sends(png))
    const caller = new AbortController()
    vi.mocked(disk.lstat).mockImplementationOnce(async () => {
      caller.abort()
      throw fault('ENOENT')
    })
    await expect(run({ signal: caller.signal })).rejects.toMatchObject({ name: 'AbortError' })
    expect(host.connections()).toBe(0)
    expect(files()).toEqual([])
  })

  it('is told to keep the name too, and may be unable to', async () => {
    const { run, folder, target } = await setupDownload(sends(png))
    const { open } = await vi.importActual<typeof disk>('node:fs/promises')
    const sync = vi.fn(() => Promise.reject(fault('EINVAL')))
    vi.mocked(disk.open).mockImplementation(async (path, flags, mode) => {
      const handle = await open(path, flags, mode)
      return path === folder ? Object.assign(handle, { sync }) : handle
    })
    await run()
    expect(sync).toHaveBeenCalledOnce()
    expect(readFileSync(target).equals(png)).toBe(true)
  })

  it('has the whole file before it bears its name', async () => {
    const { run, files } = await setupDownload(sends(png))
    const seen: (readonly string[])[] = []
    await breakFile('datasync', async () => void seen.push(files()))
    await run()
    expect(seen).toEqual([[expect.stringMatching(/\.part$/)]])
  })
})
