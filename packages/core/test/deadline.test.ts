import { expect, it } from 'vitest'
import { TransportFailure } from '../src/index.ts'
import { silence, type Turn } from './fake-transport.ts'
import { errorOf, setup, setupWith } from './setup.ts'
import { accepted, processing, running, taskId } from './wire.ts'

const lost = new TransportFailure('interrupted')

const within = (deadlineMs: number, ...script: readonly Turn[]) => {
  const parts = setupWith({ deadlineMs }, ...script)
  return { ...parts, error: errorOf(parts.client.generate({ prompt: 'a cat' }, { deadlineMs })) }
}

it.each<[string, readonly Turn[], object]>([
  ['while the create is under way', [silence], { phase: 'submit', outcome: 'unknown', idempotencyKey: 'key-1' }],
  ['while reads go on', [accepted, running('handling')], { phase: 'watch', outcome: 'accepted', taskId }],
  ['while reads fail', [accepted, lost], { phase: 'watch', outcome: 'accepted', taskId }],
  ['while a read is under way', [accepted, silence], { phase: 'watch', outcome: 'accepted', taskId }],
  ['on a status nobody documented', [accepted, running('cancelled')], { outcome: 'accepted', taskId }],
])('the deadline ends the call %s', async (_, script, expected) => {
  const { error, clock } = within(20_000, ...script)
  expect(await error).toMatchObject({ code: 'deadline', deadlineMs: 20_000, retryable: true, ...expected })
  expect([clock.monotonic(), clock.pending()]).toEqual([20_000, 0])
})

it('the deadline is ten minutes unless the caller says otherwise', async () => {
  const { client, clock } = setup(accepted, running('handling'))
  const error = await errorOf(client.generate({ prompt: 'a cat' }))
  expect(error).toMatchObject({ code: 'deadline', deadlineMs: 600_000 })
  expect(error.message).toBe(
    `Not finished within 600000 ms. Task ${taskId} goes on and may bill: wait for it, do not submit it again`,
  )
  expect(clock.monotonic()).toBe(600_000)
})

it('the deadline lets nothing start in its last 250 ms', async () => {
  const { error, sentAt, requests } = within(6_200, accepted, running('queued'))
  expect(await error).toMatchObject({ code: 'deadline', taskId })
  expect(sentAt).toEqual([0, 3_000])
  expect(requests.map(({ timeoutMs }) => timeoutMs)).toEqual([6_200, 3_200])
})

it('a deadline shorter than any attempt sends nothing at all, and says so', async () => {
  const { error, requests } = within(200, accepted)
  expect(await error).toMatchObject({ code: 'deadline', phase: 'submit', outcome: 'not_sent', attempts: 0 })
  expect(requests).toEqual([])
})

it('the deadline fails a retry at once that could not start in time', async () => {
  const { error, clock } = within(900, lost)
  expect(await error).toMatchObject({ code: 'connection', outcome: 'unknown', attempts: 2 })
  expect(clock.sleeps).toEqual([250])
})

it('the deadline does not care for the wall clock', async () => {
  const { error, clock } = within(20_000, accepted, running('handling'))
  clock.after(5_000, () => clock.shiftWall(86_400_000))
  expect(await error).toMatchObject({ code: 'deadline' })
  expect(clock.monotonic()).toBe(20_000)
})

it('a key is not used any more when its 24 hours are nearly over, however late the deadline', async () => {
  const hour = 3_600_000
  const { error, sentAt } = within(30 * hour, processing({ 'retry-after': '60' }))
  expect(await error).toMatchObject({ code: 'api', status: 409, outcome: 'unknown', idempotencyKey: 'key-1' })
  expect(sentAt.at(-1)).toBeGreaterThan(22.9 * hour)
  expect(sentAt.at(-1)).toBeLessThanOrEqual(23 * hour)
})

it('a key has aged as well while this machine was asleep', async () => {
  // What sleeps is the monotonic clock; the service goes on.
  const fallAsleep = async (): Promise<never> => {
    clock.shiftWall(24 * 3_600_000)
    throw new TransportFailure('interrupted')
  }
  const { client, clock, requests } = setup(fallAsleep, accepted)
  const error = await errorOf(client.generate({ prompt: 'a cat' }))
  expect(error).toMatchObject({ code: 'connection', outcome: 'unknown', idempotencyKey: 'key-1' })
  expect(requests).toHaveLength(1)
})

it('a key has aged as well when the machine slept through a pause between two attempts', async () => {
  const { client, clock, requests } = setup(new TransportFailure('interrupted'), accepted)
  clock.after(100, () => clock.shiftWall(24 * 3_600_000))
  const error = await errorOf(client.generate({ prompt: 'a cat' }))
  expect(error).toMatchObject({ code: 'deadline', outcome: 'unknown', idempotencyKey: 'key-1' })
  // To ask with it again would pay twice, and the error must not advise it.
  expect(error).toMatchObject({ keyExpired: true, retryable: false })
  expect(error.message).toMatch(/its key is too old to ask with: check the account/)
  expect(requests).toHaveLength(1)
})

it('an old key is not used, even when nothing of ours was made under it: another computer may share it', async () => {
  const { client, clock, requests } = setup(new TransportFailure('unreachable'), accepted)
  clock.after(100, () => clock.shiftWall(24 * 3_600_000))
  const error = await errorOf(client.generate({ prompt: 'a cat' }))
  expect(error).toMatchObject({ code: 'deadline', outcome: 'not_sent', keyExpired: true })
  expect(requests).toHaveLength(1)
})
