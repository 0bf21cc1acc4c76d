import process from 'node:process'
import { startPlayground } from '../server/start-playground.ts'
import { openBrowser } from './open-browser.ts'

// Measures what a first visit waits for, each in a browser that has nothing yet: `pnpm --filter playground first-load [runs]`.
const runs = Number(process.argv[2] ?? 20)
const playground = await startPlayground({ port: 0, env: {} })
const browser = await openBrowser()
const paints: number[] = []
const shifts: number[] = []
for (let run = 0; run < runs; run += 1) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.addInitScript(() => {
    Object.assign(window, { shift: 0 })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
        Object.assign(window, { shift: (window as unknown as { shift: number }).shift + entry.value })
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.goto(playground.url)
  await page.waitForFunction(
    () => [...document.images].length > 8 && [...document.images].every((image) => image.complete),
  )
  paints.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0))
  shifts.push((await page.evaluate('shift')) as number)
  await page.close()
}
await browser.close()
await playground.close()

paints.sort((one, other) => one - other)
const at = (share: number): number => Math.round(paints[Math.ceil(share * paints.length) - 1] ?? 0)
process.stdout.write(
  `${JSON.stringify({ what: 'first contentful paint', unit: 'ms', runs, p50: at(0.5), p95: at(0.95), max: at(1) })}\n`,
)
process.stdout.write(`${JSON.stringify({ what: 'layout shift', runs, max: Math.max(...shifts) })}\n`)
