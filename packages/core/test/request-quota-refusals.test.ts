import { expect, it } from 'vitest'
import type { Priority } from '../src/index.ts'
import { setupQuota } from './setup-quota.ts'
import { answer, throttled } from './wire.ts'

const fine = answer(200, '{}')

/** Eight requests are under way at once, as is usual. */
async function setupBusy() {
  const parts = setupQuota({ concurrency: 8 })
  parts.askAll(1, 'first')
  await parts.gone()
  parts.endAll(fine)
  parts.askAll(8, 'a')
  expect(await parts.gone()).toHaveLength(8)
  return parts
}

it.each<Priority>(['watch', 'interactive'])(
  'lets nobody go for as long as a 429 asks, %s neither',
  async (priority) => {
    const { ask, goneAt, end, clock } = await setupBusy()
    end(throttled('7'))
    end(fine)
    end(fine)
    end(fine)
    end(fine)
    ask('later', priority)
    await clock.elapse(20_000)
    expect(goneAt.at(-1)).toBe(7_000)
  },
)

it('lets nobody rest for longer than a minute because of one call', async () => {
  const { ask, goneAt, endAll, clock } = await setupBusy()
  endAll(throttled('3600'))
  ask('later')
  await clock.elapse(120_000)
  expect(goneAt.at(-1)).toBe(60_000)
})

it('lets half as many go after a burst of refusals, and not an eighth', async () => {
  const { askAll, gone, endAll, clock } = await setupBusy()
  askAll(20, 'next')
  await clock.elapse(1)
  endAll(throttled('0'))
  expect(await gone()).toHaveLength(4)
})

it('lets fewer go with every burst, but always one', async () => {
  const { askAll, gone, endAll, clock } = await setupBusy()
  askAll(50, 'next')
  const widths: number[] = []
  for (let burst = 0; burst < 5; burst += 1) {
    await clock.elapse(1)
    endAll(throttled('0'))
    widths.push((await gone()).length)
  }
  expect(widths).toEqual([4, 2, 1, 1, 1])
})

it('lets one more go for every ten seconds without a refusal', async () => {
  const { askAll, gone, endAll, clock } = await setupBusy()
  await clock.elapse(1)
  endAll(throttled('0'))
  askAll(4, 'busy')
  expect(await gone()).toHaveLength(4)
  const more: number[] = []
  for (let round = 0; round < 5; round += 1) {
    await clock.elapse(10_000)
    askAll(1, 'more')
    more.push((await gone()).length)
  }
  expect(more).toEqual([1, 1, 1, 1, 0])
})

// Those under way may take a minute, and nothing else calls whoever waits.
it('lets one more go for every ten seconds also of those who wait already', async () => {
  const { askAll, goneAt, endAll, clock } = await setupBusy()
  await clock.elapse(1)
  endAll(throttled('0'))
  askAll(8, 'next')
  await clock.elapse(45_000)
  expect(goneAt.slice(9)).toEqual([1, 1, 1, 1, 10_001, 20_001, 30_001, 40_001])
})

it('takes only a 429 for a refusal of that kind', async () => {
  const { askAll, gone, endAll } = await setupBusy()
  endAll(answer(503, '{}', { 'retry-after': '30' }))
  askAll(20, 'next')
  expect(await gone()).toHaveLength(8)
})

it('lets nobody pass who comes when time has made room for one who waits', async () => {
  const { ask, askAll, gone, endAll, clock } = await setupBusy()
  await clock.elapse(1)
  endAll(throttled('0'))
  askAll(4, 'busy')
  ask('first', 'bulk')
  await clock.elapse(10_000)
  ask('second', 'bulk')
  expect((await gone()).slice(4)).toEqual(['first'])
})
