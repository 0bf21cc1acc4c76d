import { expect, it } from 'vitest'
import { createClient, type TaskState, TransportFailure } from '../src/index.ts'
import { createFakeClock } from './fake-clock.ts'
import { createFakeTransport, type Turn } from './fake-transport.ts'
import { accepted, done, running, taskId } from './wire.ts'

function setup(...script: readonly Turn[]) {
  const clock = createFakeClock()
  const { transport, requests } = createFakeTransport(...script)
  let keys = 0
  const client = createClient({ transport, clock, random: () => 0.5, newKey: () => `key-${++keys}` })
  return { client, clock, requests }
}

it('creates one task, follows it, and gives its pictures', async () => {
  const { client, clock, requests } = setup(
    accepted,
    running('queued'),
    running('handling'),
    running('archiving'),
    done,
  )
  const states: TaskState[] = []

  const result = await client.generate({ prompt: 'a cat' }, { onUpdate: (state) => states.push(state) })

  expect(result).toMatchObject({
    taskId,
    replayed: false,
    outputs: [{ url: 'https://cdn.example.com/a.png', type: 'image' }],
  })
  expect(states.map((state) => (state.phase === 'waiting' ? state.status : state.phase))).toEqual([
    'submitting',
    'queued',
    'handling',
    'archiving',
    'succeeded',
  ])
  expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST /v1/tasks',
    ...Array.from({ length: 4 }, () => `GET /v1/tasks/${taskId}`),
  ])
  expect(clock.sleeps).toEqual([3_000, 3_000, 3_000, 3_000])
  expect(clock.pending()).toBe(0)
})

it('sends the very same bytes under the same key after a lost answer', async () => {
  const { client, requests } = setup(new TransportFailure('interrupted'), accepted, done)
  await client.generate({ prompt: 'a cat' })

  const [first, second] = requests
  expect(second?.headers).toEqual(first?.headers)
  expect(first?.headers['idempotency-key']).toBe('key-1')
  expect(second?.body).toBe(first?.body)
})
