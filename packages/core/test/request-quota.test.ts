import { describe, expect, it } from 'vitest'
import { requestQuota } from '../src/index.ts'
import { told } from './rate-answer.ts'
import { setupQuota } from './setup-quota.ts'
import { answer } from './wire.ts'

const times = (count: number, name: string): readonly string[] => Array<string>(count).fill(name)

describe('before the limits are known', () => {
  it('lets four go, and after the first answer as many as may be under way', async () => {
    const { askAll, gone, end } = setupQuota()
    askAll(20, 'a')
    expect(await gone()).toHaveLength(4)
    end(told(59))
    // Three of the first are still under way.
    expect(await gone()).toHaveLength(7)
    end()
    expect(await gone()).toHaveLength(1)
  })

  it('takes a lost connection for no answer', async () => {
    const { askAll, gone, endAll } = setupQuota()
    askAll(20, 'a')
    await gone()
    endAll()
    expect(await gone()).toHaveLength(4)
  })

  it('knows no limit but the number under way when the service tells of none', async () => {
    const { askAll, gone, goneAt, endAll, quota } = setupQuota()
    askAll(500, 'a')
    for (let round = 0; round < 60; round += 1) {
      await gone()
      endAll(answer(200, '{}'))
    }
    expect([goneAt.length, goneAt.at(-1), quota.watchPauseMs()]).toEqual([500, 0, 0])
  })

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('takes no concurrency of %d', (concurrency) => {
    expect(() => requestQuota({ concurrency })).toThrow(
      expect.objectContaining({ code: 'invalid_input', field: 'concurrency' }),
    )
  })

  it('takes another concurrency', async () => {
    const { askAll, gone } = setupQuota({ concurrency: 1 })
    askAll(3, 'a')
    expect(await gone()).toHaveLength(1)
  })
})

describe('within a window', () => {
  it('takes all that is left at once, and the rest when the next one begins', async () => {
    const { ask, askAll, gone, goneAt, endAll, clock } = setupQuota({ concurrency: 100 })
    ask('first')
    await gone()
    endAll(told(19, { at: 48 }))
    askAll(30, 'a')
    await clock.elapse(20_000)
    expect(goneAt).toEqual([0, ...Array<number>(19).fill(0), ...Array<number>(11).fill(12_000)])
  })

  it.each([86_400_000, -86_400_000])(
    'waits for its end by the clock of the service, with ours off by %d ms',
    async (ms) => {
      const { ask, gone, goneAt, endAll, clock } = setupQuota()
      clock.shiftWall(ms)
      ask('first')
      await gone()
      endAll(told(0, { at: 30 }))
      ask('second')
      clock.shiftWall(-2 * ms)
      await clock.elapse(40_000)
      expect(goneAt).toEqual([0, 30_000])
    },
  )

  it('leaves to others under the same key what they have taken', async () => {
    const { ask, askAll, gone, endAll } = setupQuota({ concurrency: 100 })
    ask('first')
    await gone()
    endAll(told(5))
    askAll(10, 'a')
    expect(await gone()).toHaveLength(5)
  })

  it('waits on one timer, and on none when nobody waits', async () => {
    const { ask, askAll, gone, endAll, clock } = setupQuota()
    ask('first')
    await gone()
    endAll(told(0))
    const controller = new AbortController()
    askAll(5, 'a', 'bulk', controller.signal)
    expect(clock.pending()).toBe(1)
    controller.abort('bored')
    expect([await gone(), clock.pending()]).toEqual([times(5, 'a: bored'), 0])
  })

  it('lets watches go first, then people, batches and housekeeping', async () => {
    const { ask, gone, end, clock } = setupQuota({ concurrency: 1 })
    for (const priority of ['interactive', 'background', 'bulk', 'interactive', 'watch'] as const)
      ask(priority, priority)
    for (let request = 0; request < 4; request += 1) {
      await clock.elapse(1)
      end(told(9))
    }
    // Nobody knew of the others when the first one went.
    expect(await gone()).toEqual(['interactive', 'watch', 'interactive', 'bulk', 'background'])
  })
})

describe('who gives up', () => {
  it('before it may go leaves the line, and frees nothing', async () => {
    const { ask, askAll, gone, end } = setupQuota({ concurrency: 1 })
    const controller = new AbortController()
    ask('first')
    ask('second', 'interactive', controller.signal)
    askAll(2, 'third')
    controller.abort('bored')
    expect(await gone()).toEqual(['first', 'second: bored'])
    end()
    expect(await gone()).toEqual(['third'])
  })

  it('before it asks does not even wait', async () => {
    const { ask, gone } = setupQuota()
    ask('a', 'interactive', AbortSignal.abort('bored'))
    expect(await gone()).toEqual(['a: bored'])
  })

  it('after it was let go frees its place, once', async () => {
    const { ask, askAll, gone, end } = setupQuota({ concurrency: 1 })
    const controller = new AbortController()
    ask('first', 'interactive', controller.signal)
    askAll(3, 'next')
    expect(await gone()).toEqual(['first'])
    controller.abort('bored')
    end(told(59))
    expect(await gone()).toEqual(['next'])
  })

  it('together with one that is under way does not go in its place', async () => {
    const { ask, gone } = setupQuota({ concurrency: 1 })
    const controller = new AbortController()
    ask('first', 'interactive', controller.signal)
    ask('second', 'interactive', controller.signal)
    controller.abort('bored')
    expect(await gone()).toEqual(['first', 'second: bored'])
  })
})
