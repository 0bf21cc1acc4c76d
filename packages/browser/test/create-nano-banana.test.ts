import { type CreateWatch, createNanoBanana } from '@nano-banana/browser'
import { describe, expect, it } from 'vitest'

const taskId = 'tk-hiapi-01HZTQ8BX2N3GM3YFK4Z9D7VQR'

function setup() {
  const requests: {
    readonly url: string
    readonly method: string
    readonly key: string | null
    readonly auth: boolean
  }[] = []
  const client = createNanoBanana({
    endpoint: 'http://app.example/api/nano-banana/',
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const { url, method, headers } = request
      requests.push({ url, method, key: headers.get('idempotency-key'), auth: headers.has('authorization') })
      const task = { taskId, status: 'success', output: [{ url: `/api/nano-banana/tasks/${taskId}/outputs/0` }] }
      return Response.json({ code: 200, data: method === 'POST' ? { taskId } : task })
    },
    // The looks of this test need no rest between them.
    watch: looking,
  })
  return { client, requests }
}

const looking: CreateWatch = ({ readTask }) => ({
  observe: () => undefined,
  follow(task, follower) {
    const controller = new AbortController()
    const { signal } = controller
    readTask(task, { signal, endsAtMs: task.endsAtMs }).then(
      (snapshot) => follower.see(snapshot),
      (error) => follower.fail(error),
    )
    return () => controller.abort()
  },
})

it('speaks to the relay only, below its path, and without any key of the service', async () => {
  const { client, requests } = setup()
  const { outputs } = await client.generate({ prompt: 'a cat' })
  expect(outputs[0]?.url).toBe(`/api/nano-banana/tasks/${taskId}/outputs/0`)
  expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'POST http://app.example/api/nano-banana/tasks',
    `GET http://app.example/api/nano-banana/tasks/${taskId}`,
  ])
  expect(requests[0]?.key).toMatch(/^hiapi-[0-9a-f]{32}$/)
  expect(requests.some(({ auth }) => auth)).toBe(false)
})

describe('refuses', () => {
  it.each([
    ['apiKey', { endpoint: '/api', apiKey: 'sk-live-1234567890' }],
    ['api_key', { endpoint: '/api', api_key: 'anything' }],
    ['token', { endpoint: '/api', token: 'Bearer abcdefg' }],
    ['endpoint', { endpoint: 'https://app.example/?key=sk-live-1234567890' }],
    ['endpoint', { endpoint: 'https://api.hiapi.ai' }],
    ['endpoint', { endpoint: 'HTTPS://API.HIAPI.AI/v1' }],
    ['endpoint', { endpoint: '//evil.example' }],
    ['endpoint', { endpoint: '/\\\\evil.example' }],
    ['endpoint', { endpoint: 'https://user:secret@app.example' }],
    ['endpoint', { endpoint: '/api?x=1' }],
    ['endpoint', { endpoint: 'javascript:alert(1)' }],
    ['endpoint', { endpoint: '' }],
  ])('%s in %j, without showing it', (field, options) => {
    const construct = () => createNanoBanana(options)
    expect(construct).toThrow(expect.objectContaining({ code: 'invalid_input', field }))
    expect(construct).not.toThrow(/1234567890|abcdefg/)
  })
})
