import { expect, it } from 'vitest'
import { type CreateQuota, sharedWatch } from '../src/index.ts'
import { noQuota } from '../src/quota/quota.ts'
import { setupAccount } from './fake-account.ts'
import { silence } from './fake-transport.ts'
import { setupWith } from './setup.ts'
import { done, taskId } from './wire.ts'

it('reads tasks and pages for the watch before any other call may go', async () => {
  const priorities: string[] = []
  const quota: CreateQuota = (tools) => ({
    ...noQuota(tools),
    enter(priority) {
      priorities.push(priority)
      return Promise.resolve(() => undefined)
    },
  })
  const { client, add, looked } = setupAccount({ quota, lifeMs: () => 1 })
  await client.generate({ prompt: 'a cat' })
  await Promise.all([client.wait(add(1)), client.wait(add(1))])
  expect(looked()).toEqual(['task-1', 'page 1'])
  expect(priorities).toEqual(['interactive', 'watch', 'watch'])
})

it('gives a look up that takes longer than two minutes, and makes it again', async () => {
  const { client, clock, sentAt } = setupWith({ watch: sharedWatch() }, silence, done)
  await client.wait(taskId)
  expect(sentAt).toEqual([10, 123_010])
  expect(clock.pending()).toBe(0)
})
