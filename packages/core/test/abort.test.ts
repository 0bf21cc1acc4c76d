import { expect, it } from 'vitest'
import { type Trace, TransportFailure } from '../src/index.ts'
import { silence, type Turn } from './fake-transport.ts'
import { errorOf, listOf, setup, setupWith } from './setup.ts'
import { accepted, done, processing, running, taskId, throttled } from './wire.ts'

const lost = new TransportFailure('interrupted')
const enough = new Error('the user left')

interface Moment {
  readonly script: readonly Turn[]
  readonly afterMs: number
  readonly sent: number
  readonly expected: object
}
it.each<[string, Moment]>([
  [
    'while the create is under way',
    { script: [silence], afterMs: 10, sent: 1, expected: { phase: 'submit', outcome: 'unknown' } },
  ],
  [
    'in the pause after a lost answer',
    { script: [lost, accepted], afterMs: 10, sent: 1, expected: { phase: 'submit', outcome: 'unknown' } },
  ],
  [
    'in the pause after a refusal',
    { script: [throttled('5'), accepted], afterMs: 10, sent: 1, expected: { phase: 'submit', outcome: 'rejected' } },
  ],
  [
    'in the pause after no connection was made',
    {
      script: [new TransportFailure('unreachable'), accepted],
      afterMs: 10,
      sent: 1,
      expected: { phase: 'submit', outcome: 'not_sent' },
    },
  ],
  [
    'while its first request is still processed',
    { script: [processing()], afterMs: 7_000, sent: 2, expected: { phase: 'submit', outcome: 'unknown' } },
  ],
  [
    'in the pause between two reads',
    {
      script: [accepted, running('queued')],
      afterMs: 4_000,
      sent: 2,
      expected: { phase: 'watch', outcome: 'accepted', taskId },
    },
  ],
  [
    'while a read is under way',
    {
      script: [accepted, silence],
      afterMs: 4_000,
      sent: 2,
      expected: { phase: 'watch', outcome: 'accepted', taskId },
    },
  ],
  [
    'in the pause after a failed read',
    { script: [accepted, lost], afterMs: 3_100, sent: 2, expected: { phase: 'watch', outcome: 'accepted', taskId } },
  ],
])('an abort %s settles at once, and nothing is sent after it', async (_, { script, afterMs, sent, expected }) => {
  const { client, clock, requests } = setup(...script)
  const controller = new AbortController()
  clock.after(afterMs, () => controller.abort(enough))

  const error = await errorOf(client.generate({ prompt: 'a cat' }, { signal: controller.signal }))

  expect(error).toMatchObject({ name: 'AbortError', code: 'aborted', cause: enough, retryable: true, ...expected })
  expect([clock.monotonic(), requests.length, clock.pending()]).toEqual([afterMs, sent, 0])
  await clock.elapse(600_000)
  expect(requests).toHaveLength(sent)
})

it('an abort tells the transport, so that the connection closes too', async () => {
  const { client, clock, requests } = setup(silence)
  const controller = new AbortController()
  clock.after(10, () => controller.abort())
  await errorOf(client.tasks.get(taskId, { signal: controller.signal }))
  expect(requests[0]?.signal.aborted).toBe(true)
})

it('an abort that came before the call leaves nothing paid, and says so', async () => {
  const attempts: unknown[] = []
  const trace: Trace = (start) => void attempts.push(start)
  const { client } = setupWith({ trace }, accepted)
  const error = await errorOf(client.generate({ prompt: 'a cat' }, { signal: AbortSignal.abort(enough) }))
  expect(error).toMatchObject({ code: 'aborted', phase: 'submit', outcome: 'not_sent', attempts: 0 })
  expect(attempts).toEqual([])
})

it('an abort that came before the call sends nothing', async () => {
  const { client, clock, requests } = setup(accepted, done)
  const signal = AbortSignal.abort(enough)
  const { create, get, list } = client.tasks
  const calls: readonly (() => Promise<unknown>)[] = [
    () => client.generate({ prompt: 'a cat' }, { signal }),
    () => client.wait(taskId, { signal }),
    () => listOf(client.watch(taskId, { signal })),
    () => create({ model: 'Nano-Banana-2', input: { prompt: 'a cat' } }, { signal }),
    () => get(taskId, { signal }),
    () => list({}, { signal }),
  ]
  for (const call of calls) expect(await errorOf(call())).toMatchObject({ code: 'aborted', cause: enough })
  expect([requests.length, clock.pending()]).toEqual([0, 0])
})
