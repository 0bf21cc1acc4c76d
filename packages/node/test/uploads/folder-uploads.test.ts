import { mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import * as disk from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { goodFiles, height, width } from '../../../picture/test/good-files.ts'
import { folderUploads, type Upload } from '../../src/index.ts'
import { baseUrl, fakeNow, temporaryFolder } from './setup-uploads.ts'

vi.mock('node:fs/promises', { spy: true })

const [png] = await goodFiles()
if (!png) throw new Error('No picture')
const { bytes, type } = png
const key = 'ab'.repeat(32)
const upload: Upload = { key, type, width, height, sha256: '' }
const publicUrl = 'http://127.0.0.1:3000/uploads'

async function* inPieces(...pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces
}

function setup() {
  const folder = join(temporaryFolder(), 'made', 'when needed')
  const clock = fakeNow()
  const store = folderUploads({ folder, publicUrl, baseUrl, clock, ttlMs: 60_000 })
  const get = (path: string, method = 'GET') => store.serve(new Request(`http://localhost${path}`, { method }))
  return { folder, clock, store, get, files: () => readdirSync(folder) }
}

it('finds after a restart what it has kept', async () => {
  const { store, folder, clock } = setup()
  const stored = await store.put(upload, inPieces(bytes.subarray(0, 100), bytes.subarray(100)))
  expect(stored).toEqual({
    ...{ type, width, height, bytes: bytes.length },
    url: `${publicUrl}/${key}.png`,
    expiresAtMs: clock.now() + 60_000,
  })
  const later = folderUploads({ folder, publicUrl, baseUrl, clock, ttlMs: 60_000 })
  expect(await later.find(key)).toEqual(stored)
  expect(await later.find('cd'.repeat(32))).toBeUndefined()
})

it('refuses what has expired at once, and sweeps it up with what a dead process left', async () => {
  const { store, clock, get, folder, files } = setup()
  await store.put(upload, inPieces(bytes))
  writeFileSync(join(folder, 'notes.txt'), 'mine')
  const half = join(folder, `.${'0'.repeat(16)}.${'0'.repeat(32)}.part`)
  writeFileSync(half, 'half')
  utimesSync(half, 0, 0)
  clock.atMs += 59_999
  expect((await get(`/uploads/${key}.png`)).headers.get('cache-control')).toBe('public, max-age=0')
  clock.atMs += 1
  expect((await get(`/uploads/${key}.png`)).status).toBe(404)
  expect(await store.find(key)).toBeUndefined()
  expect(await store.sweep()).toBe(2)
  expect(files()).toEqual(['notes.txt'])
})

it('sweeps by itself when something is kept, once in a while', async () => {
  const { store, clock, files } = setup()
  await store.put(upload, inPieces(bytes))
  clock.atMs += 60_000
  await store.put({ ...upload, key: 'cd'.repeat(32) }, inPieces(bytes))
  expect(files()).toEqual([`${'cd'.repeat(32)}.png`])
})

it('serves nothing but its pictures', async () => {
  const { store, get, folder } = setup()
  await store.put(upload, inPieces(bytes))
  const other = 'ef'.repeat(32)
  symlinkSync('/etc/hostname', join(folder, `${other}.png`))
  mkdirSync(join(folder, `${other}.jpg`))
  writeFileSync(join(folder, 'secret.png'), bytes)
  const head = await get(`/uploads/${key}.png`, 'HEAD')
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, String(bytes.length), ''])
  const paths = [
    ...['/uploads/', '/uploads', '/', `/uploads/${key}`, `/uploads/${key}.jpg`, `/uploads/${key}.png/`],
    ...[
      `/uploads/${key.toUpperCase()}.png`,
      `/uploads/${key}.png%00`,
      `/uploads/${key}.PNG`,
      `/uploads/${key}.png.html`,
    ],
    ...['/uploads/secret.png', `/uploads/${other}.png`, `/uploads/${other}.jpg`, '/uploads/..%2f..%2fetc%2fpasswd'],
    ...[
      '/uploads/../../etc/passwd',
      `/uploads/..%5c${key}.png`,
      `/uploads/.${key.slice(0, 16)}.${'0'.repeat(32)}.part`,
    ],
  ]
  for (const path of paths) expect([path, (await get(path)).status]).toEqual([path, 404])
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
    expect((await get(`/uploads/${key}.png`, method)).status).toBe(404)
})

it('closes the file of whoever goes away in the middle', async () => {
  const { store, get } = setup()
  await store.put(upload, inPieces(bytes))
  const opened = await vi.importActual<typeof disk>('node:fs/promises')
  let closed = 0
  vi.mocked(disk.open).mockImplementation(async (...args) => {
    const handle = await opened.open(...args)
    const close = handle.close.bind(handle)
    handle.close = () => {
      closed += 1
      return close()
    }
    return handle
  })
  const { body } = await get(`/uploads/${key}.png`)
  await body?.cancel()
  await vi.waitFor(() => expect(closed).toBe(1))
})

it('leaves nothing of a body that fails', async () => {
  const { store, files } = setup()
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield bytes.subarray(0, 1_000)
    throw new Error('cut')
  }
  await expect(store.put(upload, failing())).rejects.toThrow('cut')
  expect(files()).toEqual([])
})

it('leaves nothing when the disk fails, and keeps what was there', async () => {
  const { store, files } = setup()
  await store.put(upload, inPieces(bytes))
  vi.mocked(disk.rename).mockRejectedValueOnce(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' }))
  await expect(store.put(upload, inPieces(bytes))).rejects.toThrow('ENOSPC')
  expect(files()).toEqual([`${key}.png`])
  expect(await store.find(key)).toMatchObject({ bytes: bytes.length })
})

it('does not tell of a file that somebody has spoilt', async () => {
  const { store, folder } = setup()
  await store.put(upload, inPieces(bytes))
  writeFileSync(join(folder, `${key}.png`), '<html>')
  expect(await store.find(key)).toBeUndefined()
})

describe('publicUrl', () => {
  const real = 'https://api.hiapi.ai'
  const create = (url: string, service: string) => folderUploads({ folder: 'x', publicUrl: url, baseUrl: service })

  it.each(['https://app.example', 'https://app.example:8443/a/b/', 'https://8.8.8.8/x', 'https://[2606:4700::1]/x'])(
    'may be where the service can read: %s',
    (url) => expect(() => create(url, real)).not.toThrow(),
  )

  it.each([
    ['http://localhost:3000', /for the service is itself.*tunnel/],
    ['https://localhost', /for the service is itself/],
    ['https://127.1.2.3', /for the service is itself/],
    ['https://[::1]', /for the service is itself/],
    ['https://2130706433', /for the service is itself/],
    ['https://app.localhost', /for the service is itself/],
    ['https://192.168.1.2', /only your own network/],
    ['https://10.0.0.1', /only your own network/],
    ['https://169.254.169.254', /only your own network/],
    ['https://100.64.0.1', /only your own network/],
    ['https://0.0.0.0', /only your own network/],
    ['https://[fd00::1]', /only your own network/],
    ['https://[::ffff:10.0.0.1]', /only your own network/],
    ['https://nas', /only your own network/],
    ['https://nas.local', /only your own network/],
    ['https://app.internal', /only your own network/],
    ['https://printer.lan.', /only your own network/],
    ['http://app.example', /must use https/],
    ['ftp://app.example', /must use https/],
    ['https://user:word@app.example', /without user/],
    ['https://app.example/?a=1', /without user, query/],
    ['uploads', /is not a URL/],
    ['', /is not a URL/],
  ])('must be where the service can read: %s', (url, reason) => {
    expect(() => create(url, real)).toThrow(expect.objectContaining({ code: 'invalid_input', field: 'publicUrl' }))
    expect(() => create(url, real)).toThrow(reason)
  })

  it('is on this machine where the service is the emulator', () => {
    expect(() => create('http://127.0.0.1:3000/uploads', 'http://localhost:8787/v1')).not.toThrow()
    expect(() => create('https://app.example', baseUrl)).toThrow(/the emulator reads from this machine only/)
  })

  it('is held against the service that the environment names', () => {
    vi.stubEnv('HIAPI_BASE_URL', baseUrl)
    expect(() => folderUploads({ folder: 'x', publicUrl })).not.toThrow()
    vi.stubEnv('HIAPI_BASE_URL', '')
    expect(() => folderUploads({ folder: 'x', publicUrl })).toThrow(/for the service is itself/)
  })
})

it.each([
  [{ folder: '' }, 'folder'],
  [{ ttlMs: 59_999 }, 'ttlMs'],
  [{ ttlMs: Number.NaN }, 'ttlMs'],
  [{ ttlMs: Number.POSITIVE_INFINITY }, 'ttlMs'],
])('names what is unfit: %j', (options, field) => {
  expect(() => folderUploads({ folder: 'x', publicUrl, baseUrl, ...options })).toThrow(
    expect.objectContaining({ code: 'invalid_input', field }),
  )
})
