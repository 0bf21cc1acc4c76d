import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium } from 'playwright-core'
import { browserArgs, browserPath } from './open-browser.ts'

/** A browser as people have it, in which a tab can be frozen: where Playwright starts one, each of its tabs counts as seen. */
export async function openPlainBrowser(): Promise<{ readonly browser: Browser } & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'nano-banana-chromium-'))
  const args = [...browserArgs, '--headless', '--remote-debugging-port=0', `--user-data-dir=${folder}`, 'about:blank']
  const child = spawn(browserPath, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const browser = await chromium.connectOverCDP(await addressIn(child.stderr), { noDefaults: true })
  return {
    browser,
    async [Symbol.asyncDispose]() {
      await browser.close()
      const ended = once(child, 'exit')
      child.kill()
      await ended
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function addressIn(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const [address] = /ws:\/\/127\.0\.0\.1\S+/.exec(line) ?? []
    if (address) return address
  }
  throw new Error('Chromium said no address')
}
