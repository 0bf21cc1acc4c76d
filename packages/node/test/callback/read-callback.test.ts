import { expect, it } from 'vitest'
import { toResponse } from '../../src/callback/answers.ts'
import { readCallback } from '../../src/callback/read-callback.ts'
import { toNodeListener } from '../../src/to-node-listener.ts'
import { describeReader, seen } from './reader-contract.ts'
import { serve } from './serve.ts'

describeReader('a web request', (limits) =>
  serve(
    toNodeListener(async (request) => {
      const reading = await readCallback(request, limits)
      return 'refusal' in reading ? toResponse(reading.refusal) : new Response(seen(reading.body, request.headers))
    }),
  ),
)

function post(body: BodyInit | null, headers: Record<string, string> = {}): Request {
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body, duplex: 'half' }
  return new Request('https://app.example/hook', init)
}

it('gives the request’s own headers, and no bytes where there is no body', async () => {
  const request = post(null)
  expect(await readCallback(request)).toEqual({ body: new Uint8Array(), headers: request.headers })
})

it('counts what arrives, not what was promised', async () => {
  const lying = post(new Uint8Array(11), { 'content-length': '2' })
  expect(await readCallback(lying, { maxBytes: 10, deadlineMs: 1_000 })).toMatchObject({ refusal: { status: 413 } })
})

it('stops reading, and cancels a body that is too long or too slow', async () => {
  for (const [first, status] of [
    [11, 413],
    [1, 408],
  ] as const) {
    let pulls = 0
    let isCancelled = false
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pulls += 1
          if (pulls === 1) controller.enqueue(new Uint8Array(first))
          // Then nothing comes any more.
        },
        cancel() {
          isCancelled = true
          // A source that does not even end must not be waited for.
          return new Promise(() => undefined)
        },
      },
      { highWaterMark: 0 },
    )
    expect(await readCallback(post(body), { maxBytes: 10, deadlineMs: 20 })).toMatchObject({ refusal: { status } })
    expect(isCancelled).toBe(true)
    expect(pulls).toBeLessThanOrEqual(2)
  }
})

it('takes a body that breaks off for a bad request', async () => {
  const body = new ReadableStream({
    pull: (controller) => controller.error(new Error('gone')),
  })
  expect(await readCallback(post(body))).toMatchObject({ refusal: { status: 400 } })
})

it('says what to do when the body was read before', async () => {
  const read = post('{}')
  await read.json()
  const locked = post('{}')
  locked.body?.getReader()
  for (const request of [read, locked])
    await expect(readCallback(request)).rejects.toMatchObject({
      code: 'invalid_input',
      field: 'body',
      message: expect.stringContaining('before express.json()'),
    })
})
