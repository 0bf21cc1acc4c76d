import process from 'node:process'
import { startPlayground } from '../server/start-playground.ts'
import { openBrowser } from './open-browser.ts'

// Measures from Enter to the picture on the screen, one after the other: `pnpm --filter playground enter-to-picture [runs]`.
const runs = Number(process.argv[2] ?? 100)
const playground = await startPlayground({ port: 0, env: {} })
const browser = await openBrowser()
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
await page.goto(playground.url)
await page.getByTestId('prompt').waitFor()

const times: number[] = []
for (let run = 0; run < runs; run += 1) {
  // Another prompt each time, so that no picture is there before it was asked for.
  await page.getByTestId('prompt').fill(`A red fox in the snow, number ${run}`)
  times.push(
    await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const before = document.querySelector<HTMLImageElement>('[data-testid=picture]')?.src
          const startMs = performance.now()
          const look = (): void => {
            const picture = document.querySelector<HTMLImageElement>('[data-testid=picture].is-shown')
            if (picture && picture.src !== before) resolve(performance.now() - startMs)
            else requestAnimationFrame(look)
          }
          document
            .querySelector('[data-testid=prompt]')
            ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
          look()
        }),
    ),
  )
}
await browser.close()
await playground.close()

times.sort((one, other) => one - other)
const at = (share: number): number =>
  Math.round(times[Math.min(times.length - 1, Math.ceil(share * times.length) - 1)] ?? 0)
process.stdout.write(
  `${JSON.stringify({ what: 'enter to picture', unit: 'ms', runs, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) })}\n`,
)
