import { expect, it } from 'vitest'
import { setupAccount } from './fake-account.ts'
import { errorOf } from './setup.ts'
import { ok, snapshot, wireOutput, wireTask } from './wire.ts'

const cat = { prompt: 'a cat' }
const callback = { callback: { url: 'https://app.example/cb', when: 'final' } } as const

const empty = ok(wireTask('success', { taskId: 'task-1', output: [] }))
/** The same by way of a callback. */
const told = snapshot('success', { taskId: 'task-1', outputs: [] })

it('a success without outputs is looked at once more, three seconds later, for the outputs may lag behind', async () => {
  const { client, add, looks } = setupAccount({ insteadOf: (_, nth) => (nth === 1 ? empty : undefined) })
  expect(await client.wait(add(1))).toMatchObject({ outputs: [{ type: 'image' }] })
  expect(looks.map(([, atMs]) => atMs)).toEqual([10, 3_060])
})

it('a success without outputs is an error the second time', async () => {
  const { client, add, looks, clock } = setupAccount({ insteadOf: () => empty })
  expect(await errorOf(client.wait(add(1)))).toMatchObject({
    ...{ code: 'unexpected_response', reason: 'no_outputs', phase: 'watch', outcome: 'accepted', taskId: 'task-1' },
  })
  expect([looks.length, clock.pending()]).toEqual([2, 0])
})

it('a success without outputs is no end for other tasks of the same page', async () => {
  const { client, add, looks } = setupAccount({
    insteadOf: (what) => {
      const tasks = [[], [wireOutput]].map((output, nth) => wireTask('success', { taskId: `task-${nth + 1}`, output }))
      return what === 'page 1' ? ok({ page: 1, size: 100, total: 2, tasks }) : undefined
    },
  })
  const results = await Promise.all([add(1), add(1)].map((taskId) => client.wait(taskId)))
  expect(results.map(({ taskId, outputs }) => [taskId, outputs.length])).toEqual([
    ['task-1', 1],
    ['task-2', 1],
  ])
  expect(looks).toEqual([
    ['page 1', 10],
    ['task-1', 3_060],
  ])
})

// A callback is delivered at least once: twice the same is no second look.
it('a success without outputs may be told twice by callbacks', async () => {
  const { client, clock } = setupAccount()
  const made = client.generate(cat)
  for (const atMs of [1_000, 1_001]) clock.after(atMs, () => client.observe(told))
  expect(await made).toMatchObject({ outputs: [{ type: 'image' }] })
})

it('a success without outputs has its three seconds, also when a page for other tasks shows it again before', async () => {
  const { client, clock, add } = setupAccount({
    insteadOf: (what) => {
      const output = clock.monotonic() < 2_500 ? [] : [wireOutput]
      const first = wireTask('success', { taskId: 'task-1', output })
      const others = ['task-2', 'task-3'].map((taskId) => wireTask('handling', { taskId }))
      return what === 'task-1' ? ok(first) : ok({ page: 1, size: 100, total: 3, tasks: [...others, first] })
    },
  })
  const first = client.wait(add(1))
  await clock.elapse(500)
  const others = [add(1), add(1)].map((taskId) => errorOf(client.wait(taskId, { deadlineMs: 10_000 })))
  expect(await first).toMatchObject({ outputs: [{ type: 'image' }] })
  await Promise.all(others)
})

it('a success without outputs is looked at again three seconds after a callback told of it, however young the task', async () => {
  const { client, clock, looks } = setupAccount({ lifeMs: () => 2_000 })
  const made = client.generate(cat, callback)
  clock.after(2_000, () => client.observe(told))
  await made
  expect(looks[0]?.[1]).toBeGreaterThanOrEqual(5_000)
  expect(looks[0]?.[1]).toBeLessThan(7_000)
})
