import { describe, expect, it } from 'vitest'
import { fetchOutput } from '../../src/edge/fetch-output.ts'
import { serve } from '../callback/serve.ts'

const { signal } = new AbortController()
const open = async (url: string, trustedOrigins: readonly string[] = []): Promise<string> =>
  fetchOutput(new URL(url), { trustedOrigins, signal }).then(
    (answer) => answer.text(),
    (error) => error.reason,
  )

/** A host that sends each path on to the next, and has a picture at `/0`. */
const chain = () =>
  serve((request, response) => {
    const left = Number(request.url?.slice(1))
    if (left === 0) response.end('picture')
    else response.writeHead(302, { location: `/${left - 1}` }).end()
  })

describe('an output that is fetched', () => {
  it('may be three redirects away, and no more', async () => {
    const { url } = await chain()
    expect(await open(`${url}/0`, [url])).toBe('picture')
    expect(await open(`${url}/3`, [url])).toBe('picture')
    expect(await open(`${url}/4`, [url])).toBe('too_many_redirects')
  })

  it.each([
    'http://output.example/a.png',
    'https://user:word@output.example/a.png',
    'https://127.0.0.1/a.png',
    'https://[::1]/a.png',
    'https://10.0.0.1/a.png',
    'https://169.254.169.254/latest',
    'data:image/png;base64,AA==',
  ])('is never asked for at %s', async (url) => {
    expect(await open(url)).toMatch(/^refused_/)
  })

  it('leads to no place where it may not be itself', async () => {
    const { url } = await serve((_, response) => response.writeHead(302, { location: 'https://10.0.0.1/a' }).end())
    expect(await open(url, [url])).toBe('refused_address')
  })

  it.each([
    [403, 'expired'],
    [404, 'expired'],
    [500, 'http_status'],
    [304, 'http_status'],
  ])('that is answered with %i is %s', async (status, reason) => {
    const { url } = await serve((_, response) => response.writeHead(status).end())
    expect(await open(url, [url])).toBe(reason)
  })
})
