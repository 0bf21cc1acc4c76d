import { createCallbackHandler, type VerifiedCallback } from '@nano-banana/node/edge'
import { describe, expect, it } from 'vitest'
import { headersFor, nowMs, secret, taskId, timestamp, wireTask } from '../callback/genuine-callback.ts'

const body = wireTask()
const json = { 'content-type': 'application/json' }

function setup(options: { readonly allowUnsigned?: boolean; readonly fail?: () => void | Promise<void> } = {}) {
  const heard: VerifiedCallback[] = []
  const reported: unknown[] = []
  const handle = createCallbackHandler({
    ...{ secrets: secret, allowUnsigned: options.allowUnsigned ?? false, now: () => nowMs },
    async onCallback(callback) {
      await options.fail?.()
      heard.push(callback)
    },
    reportError: (error) => void reported.push(error),
  })
  const post = (headers: Record<string, string>, text: BodyInit = body) =>
    handle(
      new Request('https://app.example/callbacks', { method: 'POST', body: text, headers: { ...json, ...headers } }),
    )
  return { handle, post, heard, reported }
}

it('says yes only when the callback is written down', async () => {
  let isWritten = false
  const { post, heard } = setup({
    async fail() {
      await new Promise((resolve) => setTimeout(resolve, 20))
      isWritten = true
    },
  })
  expect([(await post(headersFor(body))).status, isWritten]).toEqual([200, true])
  expect(heard).toMatchObject([{ verdict: 'trusted', task: { taskId } }])
})

it('asks to come again when it could not be written down, and says why to nobody but us', async () => {
  const down = new Error('the queue is down')
  const { post, reported } = setup({ fail: () => Promise.reject(down) })
  const answer = await post(headersFor(body))
  expect([answer.status, answer.headers.get('retry-after'), await answer.json()]).toEqual([
    503,
    '60',
    { error: 'unavailable' },
  ])
  expect(reported).toEqual([down])
})

describe('what is nobody’s business', () => {
  it.each([
    ['no signature', {}, 401],
    ['a forged one', headersFor(body, { by: 'somebody else entirely' }), 401],
    ['another body than was signed', headersFor(`${body} `), 401],
    ['another type', { ...headersFor(body), 'content-type': 'text/plain' }, 415],
  ] as const)('answers %s with as little as possible', async (_, headers, status) => {
    const { post, heard, reported } = setup()
    expect((await post(headers)).status).toBe(status)
    expect([heard, reported]).toEqual([[], []])
  })

  it('takes nothing but POST', async () => {
    const { handle } = setup()
    expect((await handle(new Request('https://app.example/callbacks'))).status).toBe(405)
  })
})

it('tells what is late, and what is not signed where that is allowed, by its verdict', async () => {
  const { post, heard } = setup({ allowUnsigned: true })
  expect((await post(headersFor(body, { at: String(Number(timestamp) - 1_000) }))).status).toBe(200)
  expect((await post({})).status).toBe(200)
  expect(heard.map(({ verdict }) => verdict)).toEqual(['stale', 'unsigned'])
})

it('is not made of secrets that make no sense', () => {
  const options = { onCallback: () => undefined, reportError: () => undefined }
  expect(() => createCallbackHandler({ ...options, secrets: 'short' })).toThrow(/secrets must have 16 to 256/)
  expect(() => createCallbackHandler({ ...options, secrets: [] })).toThrow(/secrets is empty/)
})
