import { expect, it, vi } from 'vitest'
import { redirectsTo, says, sends, stalls, startFileHost } from './file-host.ts'
import { png } from './pictures.ts'
import { setupDownload } from './setup-download.ts'

it.each([301, 302, 303, 307, 308])('follows a redirect: HTTP %i', async (status) => {
  const { run, host } = await setupDownload(redirectsTo('/elsewhere?token=2', status), sends(png))
  expect(await run()).toMatchObject({ bytes: png.length })
  expect(host.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET /outputs/cat.png?token=secret',
    'GET /elsewhere?token=2',
  ])
})

it('follows three redirects', async () => {
  const { run, host } = await setupDownload(redirectsTo('/1'), redirectsTo('/2'), redirectsTo('/3'), sends(png))
  expect(await run()).toMatchObject({ bytes: png.length })
  expect(host.requests).toHaveLength(4)
})

it('does not follow the fourth', async () => {
  const { run, host, files } = await setupDownload(redirectsTo('/again'))
  await expect(run()).rejects.toMatchObject({ reason: 'too_many_redirects', retryable: false })
  expect(host.requests).toHaveLength(4)
  expect(files()).toEqual([])
})

it('does not follow one from a trusted origin to an address that is not trusted', async () => {
  const secret = await startFileHost(sends(png))
  const { port } = new URL(secret.origin)
  for (const [location, reason] of [
    [`${secret.origin}/`, 'refused_url'],
    [`https://127.0.0.1:${port}/`, 'refused_address'],
    [`https://localhost:${port}/`, 'refused_address'],
    [`//127.0.0.1:${port}/`, 'refused_url'],
    ['https://169.254.169.254/latest/meta-data', 'refused_address'],
    ['file:///etc/passwd', 'refused_url'],
    ['data:image/png;base64,iVBORw0KGgo=', 'refused_url'],
    [`http://user:password@127.0.0.1:${port}/`, 'refused_url'],
    ['https://[', 'refused_url'],
  ] as const) {
    const { run, host, files } = await setupDownload(redirectsTo(location))
    await expect(run(), location).rejects.toMatchObject({ reason, retryable: false })
    expect(host.requests).toHaveLength(1)
    expect(files()).toEqual([])
  }
  expect(secret.connections()).toBe(0)
})

it('starts again from the first URL', async () => {
  const { run, host } = await setupDownload(redirectsTo('/moved'), says(503), redirectsTo('/moved'), sends(png))
  expect(await run()).toMatchObject({ bytes: png.length })
  expect(host.requests.map(({ url }) => url)).toEqual([
    '/outputs/cat.png?token=secret',
    '/moved',
    '/outputs/cat.png?token=secret',
    '/moved',
  ])
})

it('takes a redirect that leads nowhere for an error', async () => {
  const { run } = await setupDownload(says(302))
  await expect(run()).rejects.toMatchObject({ reason: 'http_status', status: 302 })
})

it('hangs up on the one that redirects', async () => {
  const stalled = vi.fn()
  const second = await startFileHost(stalls(png, stalled))
  const { run, host } = await setupDownload((_, response) => {
    response.writeHead(302, { location: second.origin }).write('moved, and there is more to say')
  })
  const caller = new AbortController()
  const running = run({ trustedOrigins: [host.origin, second.origin], signal: caller.signal })
  await vi.waitFor(() => expect(stalled).toHaveBeenCalled())
  await vi.waitFor(async () => expect([await host.open(), await second.open()]).toEqual([0, 1]))
  caller.abort()
  await expect(running).rejects.toMatchObject({ name: 'AbortError' })
})
