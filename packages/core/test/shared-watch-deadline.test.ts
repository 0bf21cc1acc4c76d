import { expect, it } from 'vitest'
import { requestQuota } from '../src/index.ts'
import { type AccountOptions, setupAccount } from './fake-account.ts'
import { errorOf } from './setup.ts'
import { refusal } from './wire.ts'

/** Deadlines that meet the looks at many moments of their pauses. */
const deadlines = Array.from({ length: 60 }, (_, index) => 9_000 + 50 * index)

/** How long before the deadline the last request for a task left that never ends. */
async function lastLookBefore(deadlineMs: number, options: AccountOptions = {}): Promise<number> {
  const { client, clock, add, looks } = setupAccount(options)
  const error = await errorOf(client.wait(add(600_000), { deadlineMs }))
  expect(error).toMatchObject({ code: 'deadline', outcome: 'accepted', taskId: 'task-1' })
  expect([clock.monotonic(), clock.pending()]).toEqual([deadlineMs, 0])
  return deadlineMs - (looks.at(-1)?.[1] ?? 0)
}

it('looks right up to the last 250 ms of a wait, and not in these', async () => {
  const befores = await Promise.all(deadlines.map((deadlineMs) => lastLookBefore(deadlineMs)))
  expect(Math.min(...befores)).toBeGreaterThanOrEqual(250)
  expect(Math.min(...befores)).toBeLessThan(400)
})

it('repeats no read that failed in the last 250 ms of a wait either', async () => {
  const insteadOf = () => refusal(503, 'BUSY')
  const befores = await Promise.all(deadlines.map((deadlineMs) => lastLookBefore(deadlineMs, { insteadOf })))
  expect(Math.min(...befores)).toBeGreaterThanOrEqual(250)
})

it('sends no read in the last 250 ms of a wait that waited in line for its turn', async () => {
  const { client, clock, add, looks } = setupAccount({
    quota: requestQuota({ concurrency: 1 }),
    latencyMs: 4_900,
  })
  const other = client.tasks.get(add(1))
  const error = errorOf(client.wait(add(60_000), { deadlineMs: 5_000 }))
  await Promise.all([other, error])
  expect([looks.map(([what]) => what), clock.monotonic(), clock.pending()]).toEqual([['task-1'], 5_000, 0])
})

it('minds the deadline of whoever still waits when the one with more time has left', async () => {
  const befores = deadlines.map(async (deadlineMs) => {
    const { client, clock, add, looks } = setupAccount()
    const taskId = add(600_000)
    const controller = new AbortController()
    clock.after(5_000, () => controller.abort('bored'))
    const patient = errorOf(client.wait(taskId, { signal: controller.signal }))
    await Promise.all([patient, errorOf(client.wait(taskId, { deadlineMs }))])
    return deadlineMs - (looks.at(-1)?.[1] ?? 0)
  })
  expect(Math.min(...(await Promise.all(befores)))).toBeGreaterThanOrEqual(250)
})

it('goes on until the last deadline when several wait for the same task', async () => {
  const { client, clock, add } = setupAccount()
  const taskId = add(15_000)
  const hasty = errorOf(client.wait(taskId, { deadlineMs: 5_000 }))
  const patient = client.wait(taskId, { deadlineMs: 60_000 })
  expect([(await hasty).code, clock.monotonic()]).toEqual(['deadline', 5_000])
  expect(await patient).toMatchObject({ taskId })
})

it('sends nothing at all for a wait that is too short for it', async () => {
  const { client, clock, add, looks } = setupAccount()
  expect(await errorOf(client.wait(add(1), { deadlineMs: 200 }))).toMatchObject({ code: 'deadline', taskId: 'task-1' })
  expect([looks, clock.monotonic(), clock.pending()]).toEqual([[], 200, 0])
})
