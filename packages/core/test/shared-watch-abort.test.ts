import { expect, it } from 'vitest'
import { setupAccount } from './fake-account.ts'
import { errorOf } from './setup.ts'

it('leaves no request under way and no timer when nobody waits any more', async () => {
  const { client, clock, add, open, looked } = setupAccount({ latencyMs: 5_000 })
  const controller = new AbortController()
  const tasks = [add(60_000), add(60_000)]
  const errors = tasks.map((taskId) => errorOf(client.wait(taskId, { signal: controller.signal })))
  clock.after(2_000, () => controller.abort('bored'))
  expect((await Promise.all(errors)).map(({ code, taskId }) => [code, taskId])).toEqual([
    ['aborted', tasks[0]],
    ['aborted', tasks[1]],
  ])
  await clock.elapse(0)
  expect([clock.monotonic(), looked(), open(), clock.pending()]).toEqual([2_000, ['page 1'], 0, 0])
})

it('goes on with a read that was for two tasks when one of them is left', async () => {
  const { client, clock, add, looked } = setupAccount({ latencyMs: 5_000 })
  const controller = new AbortController()
  const first = errorOf(client.wait(add(60_000), { signal: controller.signal }))
  const second = client.wait(add(1_000))
  clock.after(2_000, () => controller.abort('bored'))
  expect(await first).toMatchObject({ code: 'aborted' })
  expect(await second).toMatchObject({ taskId: 'task-2' })
  expect([clock.monotonic(), looked(), clock.pending()]).toEqual([5_010, ['page 1'], 0])
})

it('goes on when one of two who waited for the same task has left', async () => {
  const { client, clock, add } = setupAccount({ latencyMs: 5_000 })
  const controller = new AbortController()
  const taskId = add(1_000)
  const first = errorOf(client.wait(taskId, { signal: controller.signal }))
  const second = client.wait(taskId)
  clock.after(2_000, () => controller.abort('bored'))
  expect([(await first).code, (await second).taskId, clock.monotonic()]).toEqual(['aborted', taskId, 5_010])
})
