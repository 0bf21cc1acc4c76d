import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { expect, it } from 'vitest'
import type { CallbackReading } from '../../src/callback/callback-reading.ts'
import { readNodeCallback } from '../../src/callback/read-node-callback.ts'
import { sendAnswer } from '../../src/callback/send-answer.ts'
import { describeReader, seen } from './reader-contract.ts'
import { listening, serve } from './serve.ts'

describeReader('a request of node:http', (limits) =>
  serve(
    listening(async (request, response) => {
      const reading = await readNodeCallback(request, limits)
      if ('refusal' in reading) sendAnswer(response, reading.refusal)
      else response.end(seen(reading.body, request.headers))
    }),
  ),
)

const post = (url: string, body = '{"taskId":"tk-1"}') =>
  fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } })

/** A server that lets another layer come first, and answers with what could be read after it. */
const serveAfter = (layer: (request: IncomingMessage) => Promise<void>) =>
  serve(
    listening(async (request, response) => {
      await layer(request)
      const told = await readNodeCallback(request).then(
        (reading) => ('body' in reading ? Buffer.from(reading.body).toString() : String(reading.refusal.status)),
        (error) => `${error.code}: ${error.message}`,
      )
      response.end(told)
    }),
  )

async function consume(request: IncomingMessage): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

it('says what to do when a body parser was faster', async () => {
  const { url } = await serveAfter(async (request) => {
    Object.assign(request, { body: JSON.parse(String(await consume(request))) })
  })
  expect(await (await post(url)).text()).toMatch(/^invalid_input: body was read before.*express\.json\(\)/)
})

it('says it too when only a part of the body is gone', async () => {
  const { url } = await serveAfter(
    (request) => new Promise((resolve) => request.once('data', () => resolve(void request.pause()))),
  )
  expect(await (await post(url)).text()).toMatch(/^invalid_input: body was read before/)
})

it.each(['rawBody', 'body'])('takes the bytes that another layer has kept in %s', async (place) => {
  const { url } = await serveAfter(async (request) => {
    Object.assign(request, { [place]: await consume(request) })
  })
  expect(await (await post(url)).text()).toBe('{"taskId":"tk-1"}')
  expect(await (await post(url, 'x'.repeat(1024 * 1024 + 1))).text()).toBe('413')
})

it('reads an empty body after whichever layer', async () => {
  const { url } = await serveAfter(async (request) => {
    await consume(request)
  })
  expect(await (await post(url, '')).text()).toBe('')
})

it('waits for what another layer took its time over', async () => {
  const { url } = await serveAfter(() => new Promise((resolve) => setTimeout(resolve, 20)))
  expect(await (await post(url)).text()).toBe('{"taskId":"tk-1"}')
})

it('takes a sender that goes away for a bad request, also one that is gone already', async () => {
  for (const delayMs of [0, 50]) {
    const reading = await new Promise<CallbackReading>((resolve, reject) => {
      const started = serve((request) => {
        setTimeout(() => readNodeCallback(request).then(resolve, reject), delayMs)
      })
      started.then(({ url }) => {
        const socket = connect(Number(new URL(url).port), '127.0.0.1')
        socket.write('POST / HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{"a')
        setTimeout(() => socket.destroy(), 20)
      })
    })
    expect(reading).toMatchObject({ refusal: { status: 400 } })
  }
})
