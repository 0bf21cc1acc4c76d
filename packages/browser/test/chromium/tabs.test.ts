import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { create, eventually, follow, inTabs, looks, seenBy, seesLast, streams, type Visit } from './in-tabs.ts'

declare global {
  interface Window {
    listeners: number
  }
}

const visit = inTabs()

/** A tab that leads, and one that hears of the task from it. */
async function pair(): Promise<Visit & { readonly leader: Page; readonly other: Page; readonly taskId: string }> {
  const visited = await visit()
  const [leader, other] = [await visited.open(), await visited.open()]
  const taskId = await create(leader)
  await follow(leader, taskId)
  await eventually(() => expect(streams(visited.site)).toBe(1))
  await follow(other, taskId)
  await seesLast(other, 'handling')
  return { ...visited, leader, other, taskId }
}

// The browser of a test shows all of its tabs: this is what a page is told when it is hidden.
const show = (tab: Page, visibilityState: DocumentVisibilityState): Promise<void> =>
  tab.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { value, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }, visibilityState)

it('costs in five tabs at most 1.2 times what it costs in one, in three minutes of looking without events', async () => {
  const costOf = async (many: number): Promise<number> => {
    const { site, open } = await visit({ queued: 0, handling: 9_000, archiving: 0 })
    site.events.mode = 'refused'
    const tabs = await Promise.all(Array.from({ length: many }, () => open({ speed: 20 })))
    const [first] = tabs
    const taskId = first && (await create(first))
    for (const tab of tabs) {
      await follow(tab, taskId ?? '')
      await seesLast(tab, 'handling')
    }
    await Promise.all(tabs.map((tab) => seesLast(tab, 'succeeded')))
    return looks(site)
  }
  const [one, five] = await Promise.all([costOf(1), costOf(5)])
  expect(five).toBeLessThanOrEqual(one * 1.2)
})

it('follows a new task by events, without a single look', async () => {
  const { site, open } = await visit({ queued: 600, handling: 300, archiving: 300 })
  const tab = await open()
  const { outputs } = await tab.evaluate(() => window.tab.client.generate({ prompt: 'a cat' }))
  expect(outputs).toHaveLength(1)
  expect(site.requests.map((request) => request.slice(0, 11))).toEqual(['POST /tasks', 'GET /events'])
})

it.each(['silent', 'refused'] as const)('looks on its usual beat where events are %s', async (mode) => {
  const { site, open } = await visit({ queued: 0, handling: 500, archiving: 0 })
  site.events.mode = mode
  const tab = await open({ speed: 10 })
  expect(await tab.evaluate(() => window.tab.client.generate({ prompt: 'a cat' }))).toHaveProperty('outputs.0.url')
  expect(looks(site)).toBeGreaterThan(0)
})

it('leads in each tab where there are no locks', async () => {
  const { site, context, open } = await visit({ queued: 0, handling: 2_000, archiving: 0 })
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }))
  const tabs = [await open(), await open()]
  const taskId = await create(tabs[0] as Page)
  for (const tab of tabs) await follow(tab, taskId)
  for (const tab of tabs) await seesLast(tab, 'succeeded')
  expect(streams(site)).toBe(2)
})

it('shares nothing between two users', async () => {
  const { site, open } = await visit()
  const tabs = [await open({ scope: 'ann' }), await open({ scope: 'bob' })]
  const taskId = await create(tabs[0] as Page)
  for (const tab of tabs) await follow(tab, taskId)
  await eventually(() => expect(streams(site)).toBe(2))
})

it('leaves nothing behind after a wait', async () => {
  const { context, open } = await visit()
  await context.addInitScript(() => {
    const { addEventListener, removeEventListener } = EventTarget.prototype
    Object.assign(window, { listeners: 0 })
    const count = (target: unknown, by: number): void => {
      if (target === window || target === document) Object.assign(window, { listeners: window.listeners + by })
    }
    EventTarget.prototype.addEventListener = function add(this: EventTarget, ...args: never[]): void {
      count(this ?? window, 1)
      Reflect.apply(addEventListener, this ?? window, args)
    }
    EventTarget.prototype.removeEventListener = function remove(this: EventTarget, ...args: never[]): void {
      count(this ?? window, -1)
      Reflect.apply(removeEventListener, this ?? window, args)
    }
  })
  const tab = await open()
  const taskId = await create(tab)
  const [before, after, locks] = await tab.evaluate(async (id) => {
    const before = window.listeners
    for (let nth = 0; nth < 20; nth += 1) {
      const controller = new AbortController()
      const waiting = window.tab.client.wait(id, { signal: controller.signal }).catch(() => undefined)
      await new Promise((resolve) => setTimeout(resolve, 20))
      controller.abort()
      await waiting
    }
    const { held, pending } = await navigator.locks.query()
    return [before, window.listeners, (held?.length ?? 0) + (pending?.length ?? 0)]
  }, taskId)
  expect(before).toBeGreaterThan(0)
  expect([after, locks]).toEqual([before, 0])
})

it('finds one task from two tabs after one was duplicated in mid-flight', async () => {
  const { site, context, open } = await visit({ queued: 0, handling: 3_000, archiving: 0 })
  const tab = await open()
  await tab.evaluate(() => void window.tab.slot.run({ prompt: 'a cat' }).catch(() => undefined))
  await eventually(async () => expect(await tab.evaluate(() => window.tab.slot.get().phase)).toBe('waiting'))
  // A page that another one opens gets a copy of its session storage, as a duplicated tab does.
  const opened = context.waitForEvent('page')
  await tab.evaluate(() => void window.open(location.href))
  for (const one of [tab, await opened])
    await eventually(async () => expect(await one.evaluate(() => window.tab.slot.get().phase)).toBe('succeeded'))
  expect(site.requests.filter((request) => request.startsWith('POST'))).toHaveLength(1)
})

it.each([
  ['closes', (tab: Page) => tab.close()],
  ['navigates', (tab: Page) => tab.goto('about:blank')],
  ['crashes', (tab: Page) => tab.goto('chrome://crash').catch(() => undefined)],
  ['hides', (tab: Page) => show(tab, 'hidden')],
])('is led by the other tab in under two intervals when the one that leads %s', async (_, end) => {
  const { site, leader } = await pair()
  const [streamsBefore, looksBefore] = [streams(site), looks(site)]
  const sinceMs = performance.now()
  end(leader)?.catch(() => undefined)
  await eventually(() => expect([streams(site), looks(site)]).toEqual([streamsBefore + 1, looksBefore + 1]))
  expect(performance.now() - sinceMs).toBeLessThan(6_000)
})

it('asks for nothing while it is hidden, and looks once when it is back', async () => {
  const { site, open } = await visit({ queued: 0, handling: 1_000, archiving: 0 })
  const tab = await open()
  const taskId = await create(tab)
  await follow(tab, taskId)
  await seesLast(tab, 'handling')
  await show(tab, 'hidden')
  const before = site.requests.length
  await new Promise((resolve) => setTimeout(resolve, 4_000))
  expect(site.requests.length).toBe(before)
  await show(tab, 'visible')
  await seesLast(tab, 'succeeded')
  expect(site.requests.slice(before)).toEqual([`GET /tasks/${taskId}`])
})

it('looks once, at once, when it is online again', async () => {
  const { site, context, open } = await visit({ queued: 0, handling: 2_000, archiving: 0 })
  const tab = await open()
  const taskId = await create(tab)
  await follow(tab, taskId)
  await seesLast(tab, 'handling')
  await context.setOffline(true)
  await new Promise((resolve) => setTimeout(resolve, 5_000))
  const before = site.requests.length
  await context.setOffline(false)
  await seesLast(tab, 'succeeded')
  expect(site.requests.slice(before)).toEqual([`GET /tasks/${taskId}`])
})

it('takes the word of another page for a hint', async () => {
  const { site, context, other, taskId } = await pair()
  const before = looks(site)
  const stranger = await context.newPage()
  await stranger.goto(site.url)
  await stranger.evaluate((id) => {
    const channel = new BroadcastChannel('nano-banana:1:/api/nano-banana:')
    const task = { taskId: id, status: 'success', output: [{ url: 'https://evil.example/a.png' }] }
    for (const data of [null, 'x', 7, [], { task: 7 }, { wants: 7 }, { wants: ['../x', 7] }, { leads: 7 }])
      channel.postMessage(data)
    for (let nth = 0; nth < 100; nth += 1) channel.postMessage({ task })
  }, taskId)
  await eventually(() => expect(looks(site)).toBe(before + 1))
  await other.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_000)))
  expect(looks(site)).toBe(before + 1)
  expect(await seenBy(other)).not.toContain('succeeded')
})
