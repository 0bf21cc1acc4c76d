// What one task costs in requests when one tab follows it, and when five do: with events, and where there are none.
// Arguments: how many minutes the task takes, and by how much faster time goes. Last line: the counts and their ratios.
import { join } from 'node:path'
import process, { argv, stdout } from 'node:process'
import { bundlePage } from '../chromium/bundle-page.ts'
import { openBrowser } from '../chromium/open-browser.ts'
import { startSite } from '../chromium/start-site.ts'

const [minutes = 5, speed = 5] = argv.slice(2).map(Number)
const handling = (minutes * 60_000) / speed
const page = await bundlePage(join(import.meta.dirname, '../chromium/tab-page.ts'))
const browser = await openBrowser()

async function costOf(tabs: number, mode: 'on' | 'refused'): Promise<number> {
  await using site = await startSite({ page, emulator: { stages: { queued: 0, handling, archiving: 0 } } })
  site.events.mode = mode
  const context = await browser.newContext()
  try {
    const opened = await Promise.all(Array.from({ length: tabs }, () => context.newPage()))
    await Promise.all(opened.map((tab) => tab.goto(`${site.url}?speed=${speed}`)))
    const taskId = await opened[0]?.evaluate(async () => {
      const request = { model: 'Nano-Banana-2', input: { prompt: 'a cat' } } as const
      return (await window.tab.client.tasks.create(request)).taskId
    })
    await Promise.all(opened.map((tab) => tab.evaluate((id) => window.tab.follow(id), taskId ?? '')))
    const options = { timeout: handling + 60_000 }
    await Promise.all(
      opened.map((tab) => tab.waitForFunction(() => window.tab.seen.at(-1) === 'succeeded', undefined, options)),
    )
    return site.requests.length
  } finally {
    await context.close()
  }
}

const total: Record<string, number> = { minutes, speed }
for (const mode of ['on', 'refused'] as const) {
  const [one, five] = await Promise.all([costOf(1, mode), costOf(5, mode)])
  Object.assign(total, {
    [`${mode}One`]: one,
    [`${mode}Five`]: five,
    [`${mode}Ratio`]: Number((five / one).toFixed(2)),
  })
}
await browser.close()
stdout.write(`${JSON.stringify(total)}\n`)
if (Object.entries(total).some(([name, value]) => name.endsWith('Ratio') && value > 1.2)) process.exitCode = 1
