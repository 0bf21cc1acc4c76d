import type { LookupAddress } from 'node:dns'
import { type LookupFunction, Socket } from 'node:net'
import { join } from 'node:path'
import { systemClock } from '@nano-banana/core'
import { describe, expect, it, vi } from 'vitest'
import { download } from '../../src/download/download.ts'
import { parseDownload } from '../../src/download/download-options.ts'
import { downloadOutput } from '../../src/download/download-output.ts'
import { isPublicAddress } from '../../src/download/public-address.ts'
import { publicLookup } from '../../src/download/public-lookup.ts'
import { sends, startFileHost } from './file-host.ts'
import { hostileUrls } from './hostile-urls.ts'
import { png } from './pictures.ts'
import { setupDownload } from './setup-download.ts'
import { temporaryFolder } from './temporary-folder.ts'

const gives =
  (...addresses: readonly LookupAddress[]): LookupFunction =>
  (_, options, callback) =>
    options.all ? callback(null, [...addresses]) : callback(null, addresses[0]?.address ?? '', addresses[0]?.family)
const v4 = (address: string): LookupAddress => ({ address, family: 4 })
const v6 = (address: string): LookupAddress => ({ address, family: 6 })

describe('a URL', () => {
  it(`is refused without a connection: ${hostileUrls.length} hostile ones`, async () => {
    expect(hostileUrls.length).toBeGreaterThan(400)
    const connect = vi.spyOn(Socket.prototype, 'connect')
    const target = join(temporaryFolder(), 'cat.png')
    for (const url of hostileUrls) {
      const error = await downloadOutput({ url, type: 'image' }, target).catch((thrown: unknown) => thrown)
      expect(error, url).toMatchObject({ code: 'download', retryable: false })
      expect(error, url).toMatchObject({ reason: expect.stringMatching(/^refused_(url|address)$/) })
      expect(`${error} ${JSON.stringify(error)}`, url).not.toMatch(/token=|:password/)
    }
    expect(connect).not.toHaveBeenCalled()
  })

  it('is refused with a user even at a trusted origin', async () => {
    const { host, url, target } = await setupDownload(sends(png))
    const named = url.replace('//', '//user:password@')
    const running = downloadOutput({ url: named, type: 'image' }, target, { trustedOrigins: [host.origin] })
    await expect(running).rejects.toMatchObject({ reason: 'refused_url' })
    expect(host.connections()).toBe(0)
  })

  it('is trusted by its whole origin, not by a part of it', async () => {
    const { host, url, run } = await setupDownload(sends(png))
    for (const origin of [
      host.origin.replace('127.0.0.1', 'localhost'),
      `${host.origin}1`.slice(0, -2),
      'http://127.0.0.1',
    ])
      await expect(run({ trustedOrigins: [origin] }), origin).rejects.toMatchObject({ reason: 'refused_url' })
    expect(host.connections()).toBe(0)
    expect(url).toContain(host.origin)
  })
})

describe('a name', () => {
  async function setup(lookup: LookupFunction) {
    const host = await startFileHost(sends(png))
    // The tests' own guard lets no other name through to the lookup.
    const url = host.origin.replace('http://127.0.0.1', 'https://localhost')
    const order = parseDownload({ url, type: 'image' }, join(temporaryFolder(), 'cat.png'), { clock: systemClock })
    return { host, running: download(order, lookup) }
  }

  it.each([
    ['a private address', gives(v4('127.0.0.1'))],
    ['a private address among public ones', gives(v4('93.184.215.14'), v4('127.0.0.1'))],
    ['a private address behind a public one of the other family', gives(v6('2606:4700::1111'), v4('127.0.0.1'))],
    ['a private address in IPv6 clothes', gives(v6('::ffff:127.0.0.1'))],
    ['something that is no address', gives(v4('localhost'))],
  ])('is refused as it is dialled when it leads to %s', async (_, lookup) => {
    const { host, running } = await setup(lookup)
    await expect(running).rejects.toMatchObject({ reason: 'refused_address', retryable: false, attempts: 1 })
    expect(host.connections()).toBe(0)
  })

  it('is looked up once for each connection, so that no check is older than its dial', async () => {
    const lookup = vi.fn<LookupFunction>((_, _options, callback) => callback(new Error('no such name'), []))
    const { running } = await setup(lookup)
    vi.spyOn(systemClock, 'sleep').mockImplementation(async (ms) => {
      if (ms > 25_000) await new Promise(() => undefined)
    })
    await expect(running).rejects.toMatchObject({ reason: 'connection', attempts: 4 })
    expect(lookup).toHaveBeenCalledTimes(4)
  })

  it('with a bad certificate is not tried again', async () => {
    const expired = Object.assign(new Error('certificate has expired'), { code: 'CERT_HAS_EXPIRED' })
    const { running } = await setup((_, _options, callback) => callback(expired, []))
    await expect(running).rejects.toMatchObject({ reason: 'connection', retryable: false, attempts: 1, cause: expired })
  })
})

describe('the guarded lookup', () => {
  const ask = (lookup: LookupFunction, all: boolean): Promise<unknown> =>
    new Promise((resolve) => {
      publicLookup(lookup)('example.com', { all }, (...answer) => resolve(answer))
    })

  it('passes public addresses on, in the form that was asked for', async () => {
    const both = [v6('2606:4700::1111'), v4('93.184.215.14')]
    expect(await ask(gives(...both), true)).toEqual([null, both])
    expect(await ask(gives(...both), false)).toEqual([null, '2606:4700::1111', 6])
  })

  it('reads a single address too, and says when there is none', async () => {
    const single: LookupFunction = (_, _options, callback) => callback(null, '93.184.215.14', 4)
    expect(await ask(single, true)).toEqual([null, [v4('93.184.215.14')]])
    expect(await ask(gives(), true)).toMatchObject([{ message: 'example.com has no address' }, []])
  })
})

it('tells public addresses from all others', () => {
  const open = ['8.8.8.8', '1.1.1.1', '93.184.215.14', '2606:4700::1111', '::ffff:8.8.8.8', '100.128.0.1', '172.32.0.1']
  expect(open.filter((address) => !isPublicAddress(address))).toEqual([])
  const closed = ['127.0.0.1', '::1', '::127.0.0.1', 'fe80::1%eth0', '', 'localhost', '1', '0x7f.1', '8.8.8.8 ']
  expect(closed.filter(isPublicAddress)).toEqual([])
})
