import { describe, expect, it } from 'vitest'
import type { Priority } from '../src/index.ts'
import { told } from './rate-answer.ts'
import { setupQuota } from './setup-quota.ts'

/** A sixth is kept for the watch; the answer to a first request tells what is left of the minute, and at which second. */
async function setupReserve(left: number, at = 0) {
  const parts = setupQuota({ concurrency: 100 })
  parts.quota.reserve(1 / 6)
  parts.ask('first')
  await parts.gone()
  parts.endAll(told(left, { at }))
  return parts
}

describe('the reserve of the watch', () => {
  it.each<Priority>(['interactive', 'bulk', 'background'])('is kept from whoever is %s', async (priority) => {
    const { askAll, gone } = await setupReserve(30)
    askAll(40, priority, priority)
    expect(await gone()).toHaveLength(20)
  })

  it('is open to the watch, though others wait', async () => {
    const { askAll, gone } = await setupReserve(10)
    askAll(40, 'bulk', 'bulk')
    askAll(40, 'watch', 'watch')
    expect(await gone()).toEqual(Array(10).fill('watch'))
  })

  it('is smaller by what the watch has read in this minute', async () => {
    const { askAll, gone } = await setupReserve(30)
    askAll(4, 'watch', 'watch')
    await gone()
    askAll(40, 'bulk', 'bulk')
    expect(await gone()).toHaveLength(20)
  })

  it('is kept anew in the next minute', async () => {
    const { askAll, gone, clock } = await setupReserve(10)
    askAll(10, 'watch', 'watch')
    await clock.elapse(60_001)
    await gone()
    askAll(100, 'bulk', 'bulk')
    // Those of the watch are still under way: they may count in this minute.
    expect(await gone()).toHaveLength(40)
  })

  it('is not kept where the service tells of no limit', async () => {
    const { quota, askAll, gone, endAll } = setupQuota({ concurrency: 100 })
    quota.reserve(1)
    askAll(1, 'first')
    await gone()
    endAll({ status: 200, headers: {}, body: '{}' })
    askAll(50, 'bulk', 'bulk')
    expect(await gone()).toHaveLength(50)
  })

  it('is only as large as the rest of the minute is good for', async () => {
    const { askAll, gone } = await setupReserve(10, 50)
    askAll(40, 'bulk', 'bulk')
    expect(await gone()).toHaveLength(8)
  })

  // Nobody else may come by meanwhile whose end would let them go.
  it('is given back as the minute runs out', async () => {
    const { askAll, goneAt, clock } = await setupReserve(10)
    askAll(5, 'bulk', 'bulk')
    await clock.elapse(59_000)
    expect(goneAt).toHaveLength(6)
  })
})

describe('the pause of the watch', () => {
  it('makes all that is left last for the rest of the minute while nobody else waits', async () => {
    const { quota } = await setupReserve(30)
    expect(quota.watchPauseMs()).toBe(2_000)
  })

  it('stretches as the budget shrinks', async () => {
    const { quota, askAll, gone, clock } = await setupReserve(30)
    const pauses: number[] = []
    for (let second = 0; second < 4; second += 1) {
      askAll(5, 'others')
      await gone()
      pauses.push(quota.watchPauseMs())
      await clock.elapse(100)
    }
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b))
  })

  it('makes the reserve last while others wait', async () => {
    const { quota, askAll, gone } = await setupReserve(30)
    askAll(40, 'bulk', 'bulk')
    await gone()
    expect(quota.watchPauseMs()).toBe(6_000)
    askAll(5, 'watch', 'watch')
    await gone()
    expect(quota.watchPauseMs()).toBe(12_000)
  })

  it('makes the reserve last also while others wait for a place only', async () => {
    const { quota, ask, askAll, gone, endAll } = setupQuota()
    quota.reserve(1 / 6)
    ask('first')
    await gone()
    endAll(told(50))
    askAll(20, 'bulk', 'bulk')
    expect(await gone()).toHaveLength(10)
    expect(quota.watchPauseMs()).toBe(6_000)
  })

  it('lasts to the end of the minute when nothing is left', async () => {
    const { quota } = await setupReserve(0, 20)
    expect(quota.watchPauseMs()).toBe(40_000)
  })
})
