import { createServer } from 'node:http'
import { inspect } from 'node:util'
import { createNanoBanana, InvalidInputError, isNanoBananaError, pollWatch } from '@nano-banana/node'
import { describe, expect, it, onTestFinished, vi } from 'vitest'

const canary = 'sk-test-CANARY-7f3a9c'

async function startService(status: number, body: string) {
  const seen: { readonly url: string | undefined; readonly authorization: string | undefined }[] = []
  const server = createServer((request, response) => {
    seen.push({ url: request.url, authorization: request.headers.authorization })
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return { seen, server, url: typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '' }
}

const caught = async (work: () => unknown): Promise<unknown> => {
  try {
    await work()
  } catch (error) {
    return error
  }
  throw new Error('Nothing was thrown')
}

describe('the key', () => {
  it.each([
    undefined,
    '',
    'undefined',
    'null',
    'sk test',
    'sk-test\n',
    'sk-test\r\nX-Evil: 1',
    ' sk-test',
    '“sk-test”',
    'Bearer ',
  ])('is refused when it is %j, without being shown', (apiKey) => {
    vi.stubEnv('HIAPI_API_KEY', apiKey)
    const construct = () => createNanoBanana()
    expect(construct).toThrow(InvalidInputError)
    expect(construct).toThrow(/^apiKey .*set HIAPI_API_KEY or pass \{ apiKey \}$/)
    if (apiKey && apiKey.length > 9) expect(construct).not.toThrow(apiKey.trim())
  })

  it('comes from the environment or the options, with or without its scheme', async () => {
    const { seen, url } = await startService(200, '{"code":200,"data":{"tasks":[]}}')
    vi.stubEnv('HIAPI_API_KEY', 'sk-test-env')
    vi.stubEnv('HIAPI_BASE_URL', url)
    await createNanoBanana().tasks.list()
    await createNanoBanana({ apiKey: 'Bearer sk-test-option' }).tasks.list()
    expect(seen.map(({ authorization }) => authorization)).toEqual(['Bearer sk-test-env', 'Bearer sk-test-option'])
  })

  it('stands in no error, whatever the service says or does', async () => {
    const echo = JSON.stringify({ code: 401, message: `bad key ${canary}`, data: null, error_code: 'UNAUTHORIZED' })
    const { url, server } = await startService(401, echo)
    const client = createNanoBanana({ apiKey: canary, baseUrl: url, retry: { submitAttempts: 1, readAttempts: 1 } })
    const refused = await caught(() => client.generate({ prompt: 'a cat' }))
    await new Promise((resolve) => {
      server.close(resolve)
      server.closeAllConnections()
    })
    const unreachable = await caught(() => client.tasks.get('tk-hiapi-x'))
    const invalid = await caught(() => client.generate({ prompt: '' }))

    for (const error of [refused, unreachable, invalid, client]) {
      for (const text of [
        inspect(error, { depth: 20, showHidden: true }),
        JSON.stringify(error) ?? '',
        String(error),
      ]) {
        expect(text).not.toContain(canary)
        expect(text).not.toContain(Buffer.from(canary).toString('base64').slice(0, -4))
      }
    }
    expect([refused, unreachable, invalid].every(isNanoBananaError)).toBe(true)
  })
})

describe('the address', () => {
  it.each(['', '/', '/v1', '/v1/'])('may end in %j', async (suffix) => {
    const { seen, url } = await startService(200, '{"code":200,"data":{"tasks":[]}}')
    await createNanoBanana({ apiKey: 'sk-test-a', baseUrl: `${url}${suffix}` }).tasks.list()
    expect(seen.map((request) => request.url)).toEqual(['/v1/tasks?page=1&size=10'])
  })

  it.each([
    'http://api.hiapi.ai',
    'ftp://localhost',
    'not a url',
    'https://user:secret@api.hiapi.ai',
    'https://api.hiapi.ai/?a=1',
    '//host',
  ])('is refused when it is %s', (baseUrl) => {
    const construct = () => createNanoBanana({ apiKey: 'sk-test-a', baseUrl })
    expect(construct).toThrow(/^baseUrl .*set HIAPI_BASE_URL or pass \{ baseUrl \}$/)
    expect(construct).not.toThrow(/secret/)
  })
})

it('reports a listener that throws as a warning of the process, and goes on', async () => {
  const warning = new Promise((resolve) => process.once('warning', resolve))
  const task = { taskId: 'tk-hiapi-x', status: 'success', output: [{ url: 'https://cdn.example/a.png' }] }
  const { url } = await startService(200, JSON.stringify({ code: 200, data: task }))
  const client = createNanoBanana({ apiKey: 'sk-test-a', baseUrl: url, watch: pollWatch({ intervalMs: 1 }) })
  const result = await client.wait('tk-hiapi-x', {
    onUpdate: () => {
      throw new Error('from onUpdate')
    },
  })
  expect(result.outputs).toHaveLength(1)
  expect(await warning).toMatchObject({ message: 'from onUpdate' })
})
