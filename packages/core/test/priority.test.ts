import { expect, it } from 'vitest'
import { requestQuota } from '../src/index.ts'
import { errorOf, listOf, setup, setupWith } from './setup.ts'
import { settle } from './setup-quota.ts'
import { accepted, done, ok, taskId, wireOutput, wireTask } from './wire.ts'

const cat = { prompt: 'a cat' }

/** One request at a time, and each takes a second. */
const slowly = () => {
  const parts = setupWith({ quota: requestQuota({ concurrency: 1 }) }, async ({ method, path }) => {
    await parts.clock.elapse(1_000)
    if (method === 'POST') return accepted
    return ok(wireTask('success', { taskId: path.split('/').at(-1), output: [wireOutput] }))
  })
  const order = (): readonly string[] => parts.requests.map(({ path }) => path.replace('/v1/tasks', '').slice(1))
  return { ...parts, order }
}

it('a priority says who goes first of those that wait, and is interactive unless the caller says otherwise', async () => {
  const { client, order } = slowly()
  const first = client.tasks.get('first')
  const priorities = ['background', 'bulk', undefined] as const
  await Promise.all([first, ...priorities.map((priority) => client.tasks.get(`${priority}`, { priority }))])
  expect(order()).toEqual(['first', 'undefined', 'bulk', 'background'])
})

it('the priority of a batch is below that of a single picture', async () => {
  const { client, requests } = slowly()
  const batch = ['one', 'two'].map((prompt) => client.generate({ prompt }, { priority: 'bulk' }))
  await settle()
  await Promise.all([...batch, client.generate(cat)])
  expect(requests.slice(0, 3).map(({ body = '' }) => JSON.parse(body).input.prompt)).toEqual(['one', 'a cat', 'two'])
})

it('a priority is higher for the reads that follow a task than for any call', async () => {
  const { client, order, sentAt } = slowly()
  const first = client.generate(cat, { priority: 'background' })
  await settle()
  await Promise.all([first, ...Array.from({ length: 20 }, (_, nth) => client.tasks.get(`task-${nth}`))])
  // It was looked for three seconds after it was made, and one request was under way.
  expect(sentAt[order().indexOf(taskId)]).toBeLessThanOrEqual(5_000)
  expect(sentAt.at(-1)).toBe(21_000)
})

it.each(['watch', 'urgent', 1])('no priority is %s', async (priority) => {
  const { client, requests } = setup(done)
  const options = { priority: priority as 'bulk' }
  expect(await errorOf(client.tasks.get(taskId, options))).toMatchObject({ code: 'invalid_input', field: 'priority' })
  expect(await errorOf(client.generate(cat, options))).toMatchObject({ code: 'invalid_input', field: 'priority' })
  expect(requests).toEqual([])
})

it('has no priority of its own to wait or to watch: reads that follow a task come first anyway', async () => {
  const { client, requests } = setup(done)
  const options = { priority: 'bulk' } as object
  expect(await errorOf(client.wait(taskId, options))).toMatchObject({ code: 'invalid_input', field: 'priority' })
  expect(await errorOf(listOf(client.watch(taskId, options)))).toMatchObject({ field: 'priority' })
  expect(requests).toEqual([])
})
