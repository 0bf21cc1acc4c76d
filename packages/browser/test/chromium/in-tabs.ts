import { join } from 'node:path'
import type { EmulatorOptions } from '@nano-banana/emulator'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, vi } from 'vitest'
import { bundlePage } from './bundle-page.ts'
import { openBrowser } from './open-browser.ts'
import { openPlainBrowser } from './open-plain-browser.ts'
import { type Site, startSite } from './start-site.ts'

/** One browser of one user, on a site of its own. */
export interface Visit {
  readonly site: Site
  readonly context: BrowserContext
  readonly open: (options?: TabOptions) => Promise<Page>
}

/** How a tab is opened. */
export interface TabOptions {
  /** By how much faster time goes in it. @default 1 */
  readonly speed?: number
  /** Who uses it. @default nobody in particular */
  readonly scope?: string
  /** Whether it gets a window of its own, in which it is seen beside the others. @default false */
  readonly isInNewWindow?: boolean
}

/** A task that nobody sees the end of. */
const endless = { queued: 0, handling: Number.POSITIVE_INFINITY }

/** Waits until a check holds, however busy the machine is. */
export const eventually = async <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 15_000, interval: 20 })

/** Opens visits in one browser for all tests of a file. */
export function inTabs({ isPlain = false } = {}) {
  let browser: Browser
  let close: () => PromiseLike<void>
  let page: string

  beforeAll(async () => {
    if (isPlain) {
      const plain = await openPlainBrowser()
      browser = plain.browser
      close = () => plain[Symbol.asyncDispose]()
    } else {
      browser = await openBrowser()
      close = () => browser.close()
    }
    page = await bundlePage(join(import.meta.dirname, 'tab-page.ts'))
  })
  afterAll(() => close())

  return async (stages: EmulatorOptions['stages'] = endless): Promise<Visit> => {
    const site = await startSite({ page, emulator: { stages } })
    onTestFinished(() => site[Symbol.asyncDispose]())
    const [own] = isPlain ? browser.contexts() : []
    const context = own ?? (await browser.newContext())
    onTestFinished(() => (own ? undefined : context.close()))
    return {
      site,
      context,
      async open({ speed = 1, scope = '', isInNewWindow = false } = {}) {
        const tab = await (isInNewWindow ? openWindow(context) : context.newPage())
        await tab.goto(`${site.url}?speed=${speed}&scope=${scope}`)
        await tab.waitForFunction(() => window.tab !== undefined)
        return tab
      },
    }
  }
}

async function openWindow(context: BrowserContext): Promise<Page> {
  const opened = context.waitForEvent('page')
  const session = await context.browser()?.newBrowserCDPSession()
  await session?.send('Target.createTarget', { url: 'about:blank', newWindow: true })
  return opened
}

/** Makes a task from a tab, which does not follow it. */
export const create = (tab: Page): Promise<string> =>
  tab.evaluate(async () => {
    const request = { model: 'Nano-Banana-2', input: { prompt: 'a cat' } } as const
    return (await window.tab.client.tasks.create(request)).taskId
  })

/** Lets a tab follow a task. */
export const follow = (tab: Page, taskId: string): Promise<void> => tab.evaluate((id) => window.tab.follow(id), taskId)

/** What a tab has seen of what it follows. */
export const seenBy = (tab: Page): Promise<readonly string[]> => tab.evaluate(() => window.tab.seen)

/** Waits until a tab has seen this last. */
export const seesLast = (tab: Page, status: string): Promise<void> =>
  eventually(async () => expect((await seenBy(tab)).at(-1)).toBe(status))

export const streams = ({ requests }: Site): number => requests.filter((one) => one.startsWith('GET /events')).length
export const looks = ({ requests }: Site): number => requests.filter((one) => one.startsWith('GET /tasks/')).length
