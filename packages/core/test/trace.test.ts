import { expect, it } from 'vitest'
import { type AttemptEnd, type AttemptStart, type Trace, TransportFailure } from '../src/index.ts'
import { silence } from './fake-transport.ts'
import { errorOf, setupWith } from './setup.ts'
import { accepted, answer, done, gatewayPage, ok, refusal, taskId } from './wire.ts'

function setupTrace() {
  const told: (AttemptStart & AttemptEnd)[] = []
  const trace: Trace = (start) => (end) => told.push({ ...start, ...end })
  return { told, trace }
}

it('tells every attempt: when, what, and how it ended', async () => {
  const { told, trace } = setupTrace()
  const { client } = setupWith({ trace }, new TransportFailure('timeout'), gatewayPage(502), accepted, done)
  await client.generate({ prompt: 'a cat' })
  const post = { phase: 'submit', method: 'POST', path: '/v1/tasks', durationMs: 0 }
  expect(told).toEqual([
    { ...post, attempt: 1, pausedMs: 0, failure: 'timeout' },
    { ...post, attempt: 2, pausedMs: 250, status: 502, requestId: undefined, failure: 'http_502' },
    { ...post, attempt: 3, pausedMs: 500, status: 200, requestId: undefined },
    {
      phase: 'watch',
      method: 'GET',
      path: `/v1/tasks/${taskId}`,
      durationMs: 0,
      attempt: 1,
      pausedMs: 0,
      status: 200,
      requestId: undefined,
    },
  ])
})

it("tells the service's code and its name for the request", async () => {
  const { told, trace } = setupTrace()
  const { client } = setupWith({ trace }, refusal(402, 'INSUFFICIENT_BALANCE', { 'x-request-id': 'req_9' }))
  await errorOf(client.generate({ prompt: 'a cat' }))
  expect(told).toMatchObject([{ status: 402, requestId: 'req_9', failure: 'INSUFFICIENT_BALANCE' }])
})

it('tells an answer without sense', async () => {
  const { told, trace } = setupTrace()
  const { client } = setupWith({ trace }, answer(200, '<html>'), ok({ taskId: 'tk-1', status: 'queued' }))
  await client.tasks.get('tk-1')
  expect(told.map(({ failure }) => failure)).toEqual(['unreadable', undefined])
})

it('tells an attempt that was stopped, and how long it took', async () => {
  const { told, trace } = setupTrace()
  const { client, clock } = setupWith({ trace }, silence)
  const controller = new AbortController()
  clock.after(1_234, () => controller.abort())
  await errorOf(client.generate({ prompt: 'a cat' }, { signal: controller.signal }))
  expect(told).toMatchObject([{ attempt: 1, durationMs: 1_234, failure: 'stopped' }])
})

it('sees neither key nor prompt nor headers', async () => {
  const { told, trace } = setupTrace()
  const { client } = setupWith({ trace }, new TransportFailure('interrupted'), accepted, done)
  await client.generate({ prompt: 'canary-prompt' }, { idempotencyKey: 'canary-key' })
  expect(told).not.toEqual([])
  expect(JSON.stringify(told)).not.toMatch(/canary/)
})

it('may look at the start only', async () => {
  const starts: number[] = []
  const trace: Trace = ({ attempt }) => {
    starts.push(attempt)
    return undefined
  }
  const { client } = setupWith({ trace }, accepted, done)
  await client.generate({ prompt: 'a cat' })
  expect(starts).toEqual([1, 1])
})

it.each<[string, Trace]>([
  [
    'the start',
    () => {
      throw new Error('logger broke')
    },
  ],
  [
    'the end',
    () => () => {
      throw new Error('logger broke')
    },
  ],
])('cannot cost a picture when it throws at %s', async (_, trace) => {
  const { client } = setupWith({ trace }, accepted, done)
  expect(await client.generate({ prompt: 'a cat' })).toMatchObject({ taskId })
})
