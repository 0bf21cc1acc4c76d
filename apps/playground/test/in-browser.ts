import type { EmulatorOptions } from '@nano-banana/emulator'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, onTestFinished, vi } from 'vitest'
import { type PlaygroundOptions, type RunningPlayground, startPlayground } from '../server/start-playground.ts'
import { openBrowser } from './open-browser.ts'

/** Tasks that keep no test waiting. */
export const quick = { queued: 300, handling: 300, archiving: 300 }

/** A page on a playground of its own, and everything that went wrong or out on it. */
export interface Visit {
  readonly page: Page
  readonly context: BrowserContext
  readonly playground: RunningPlayground
  /** What the console complained of, and requests that left this playground. */
  readonly problems: string[]
  readonly posts: string[]
  /** How many tasks the emulator has billed. */
  readonly billed: () => number | undefined
  /** Lets the time pass that a task takes, where the emulator's clock is virtual: until then it stands still. */
  readonly pass: () => Promise<void>
}

/** A part of the page by its test id. */
export const at = (page: Page, id: string): Locator => page.getByTestId(id)

/** Waits until a check holds, however busy the machine is. */
export const eventually = <T>(check: () => T | Promise<T>, timeoutMs = 40_000): Promise<T> =>
  vi.waitFor(check, { timeout: timeoutMs, interval: 25 })

/**
 * Writes down whatever an expression comes to in the page, from now on, each value once until it changes. The page looks by
 * itself, so that nothing is missed while the test waits for its turn.
 */
export async function witness(page: Page, expression: string): Promise<() => Promise<readonly unknown[]>> {
  await page.evaluate(`{
    const seen = window.witnessed = []
    const look = () => {
      const value = ${expression}
      if (value !== seen.at(-1)) seen.push(value)
    }
    look()
    setInterval(look, 10)
  }`)
  return () => page.evaluate('window.witnessed')
}

/** Opens pages in one browser for all tests of a file. */
export function inBrowser() {
  let browser: Browser

  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  async function newContext(): Promise<BrowserContext> {
    const context = await browser.newContext({ acceptDownloads: true })
    onTestFinished(() => context.close())
    return context
  }

  async function look(playground: RunningPlayground, path = ''): Promise<Visit> {
    const context = await newContext()
    const page = await context.newPage()
    const problems: string[] = []
    const posts: string[] = []
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
    page.on('pageerror', (error) => problems.push(String(error)))
    page.on('request', (request) => {
      if (request.method() === 'POST') posts.push(request.url())
      if (!request.url().startsWith(playground.url) && !/^(data|blob):/.test(request.url()))
        problems.push(request.url())
    })
    await page.goto(playground.url + path)
    const { emulator } = playground
    return {
      ...{ page, problems, posts, playground, context },
      billed: () => emulator?.ledger.entries().length,
      pass: async () => emulator?.advance(600_000),
    }
  }

  async function visit(
    emulator: EmulatorOptions = { stages: quick },
    env: Readonly<Record<string, string>> = {},
    options: Partial<PlaygroundOptions> = {},
  ): Promise<Visit> {
    const playground = await startPlayground({ port: 0, env, emulator, ...options })
    onTestFinished(playground.close)
    return look(playground)
  }

  return { visit, look, newContext }
}
