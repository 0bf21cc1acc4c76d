import { expect, it } from 'vitest'
import { requestBody } from '../src/index.ts'
import { errorOf, setup } from './setup.ts'
import { accepted, refusal, taskId } from './wire.ts'

const hourMs = 3_600_000
const request = { model: 'Nano-Banana-2', input: { prompt: 'a cat' } } as const

it('sends the very bytes, under the key that it is given', async () => {
  const { client, requests } = setup(accepted)
  const body = '{"model": "Nano-Banana-2",  "input": {"prompt": "a cat", "later": 1}}'
  expect(await client.tasks.create(body, { idempotencyKey: 'mine' })).toMatchObject({
    taskId,
    idempotencyKey: 'mine',
  })
  expect(requests.map(({ body, headers }) => [body, headers['idempotency-key']])).toEqual([[body, 'mine']])
})

it('sends the same bytes for a request, written down or not', async () => {
  const { client, requests } = setup(accepted)
  await client.tasks.create(request)
  await client.tasks.create(requestBody(request))
  expect(requests[1]?.body).toBe(requests[0]?.body)
})

it.each([undefined, '', 7])('refuses %j as bytes, before anything is sent', async (body) => {
  const { client, requests } = setup(accepted)
  expect(await errorOf(client.tasks.create(body as string))).toMatchObject({ code: 'invalid_input', field: 'request' })
  expect(requests).toEqual([])
})

it('takes a refusal for no proof when the key was used before', async () => {
  const { client, clock } = setup(refusal(402, 'INSUFFICIENT_BALANCE'))
  const createWith = (options: object) =>
    errorOf(client.tasks.create(requestBody(request), { idempotencyKey: 'mine', ...options }))
  expect(await createWith({ keyUsedAtMs: clock.now() })).toMatchObject({ outcome: 'unknown', status: 402 })
  expect(await createWith({ idempotencyKey: 'new' })).toMatchObject({ outcome: 'rejected', status: 402 })
})

it('sends nothing under a key that is 23 hours old', async () => {
  const { client, clock, requests } = setup(accepted)
  const keyUsedAtMs = clock.now() - 23 * hourMs
  const error = await errorOf(client.tasks.create(requestBody(request), { idempotencyKey: 'mine', keyUsedAtMs }))
  expect(error).toMatchObject({ code: 'deadline', keyExpired: true, outcome: 'unknown' })
  expect(requests).toEqual([])
  await client.tasks.create(requestBody(request), { idempotencyKey: 'mine2', keyUsedAtMs: keyUsedAtMs + 10_000 })
  expect(requests).toHaveLength(1)
})
