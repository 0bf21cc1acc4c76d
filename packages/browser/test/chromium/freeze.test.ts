import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { create, eventually, follow, inTabs, looks, seesLast, streams } from './in-tabs.ts'

const visit = inTabs({ isPlain: true })

async function setLifecycle(tab: Page, state: 'frozen' | 'active'): Promise<void> {
  const session = await tab.context().newCDPSession(tab)
  await session.send('Page.setWebLifecycleState', { state })
}

it('catches up with one look after it was frozen', async () => {
  const { site, open } = await visit({ queued: 0, handling: 2_000, archiving: 0 })
  const tab = await open()
  const taskId = await create(tab)
  await follow(tab, taskId)
  await seesLast(tab, 'handling')
  await setLifecycle(tab, 'frozen')
  const before = site.requests.length
  await new Promise((resolve) => setTimeout(resolve, 4_000))
  expect(site.requests.length).toBe(before)
  await setLifecycle(tab, 'active')
  // A page is hidden when it is frozen, and is seen again when somebody comes to it from another.
  await (await tab.context().newPage()).bringToFront()
  await tab.bringToFront()
  await seesLast(tab, 'succeeded')
  expect(site.requests.slice(before)).toEqual([`GET /tasks/${taskId}`])
})

it('is led by the tab of another window in under two intervals when the one that leads is frozen', async () => {
  const { site, open } = await visit()
  const leader = await open()
  const taskId = await create(leader)
  await follow(leader, taskId)
  await eventually(() => expect(streams(site)).toBe(1))
  const other = await open({ isInNewWindow: true })
  await follow(other, taskId)
  await seesLast(other, 'handling')
  const before = [streams(site), looks(site)]
  const sinceMs = performance.now()
  await setLifecycle(leader, 'frozen')
  await eventually(() => expect([streams(site), looks(site)]).toEqual(before.map((count) => count + 1)))
  expect(performance.now() - sinceMs).toBeLessThan(6_000)
})
