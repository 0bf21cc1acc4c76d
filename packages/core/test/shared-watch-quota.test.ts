import { describe, expect, it } from 'vitest'
import { requestQuota } from '../src/index.ts'
import { type AccountOptions, setupAccount } from './fake-account.ts'
import { errorOf } from './setup.ts'

const cat = { prompt: 'a cat' }
const callback = { callback: { url: 'https://app.example/cb', when: 'final' } } as const

const setup = (options: AccountOptions = {}) =>
  setupAccount({ limit: 60, lifeMs: () => 15_000, quota: requestQuota(), ...options })

const times = (count: number): readonly undefined[] => Array.from({ length: count }, () => undefined)
const inMinute = (atMs: number): boolean => atMs < 60_000

describe('a batch that is larger than a minute', () => {
  it('is never refused, and leaves ten reads of sixty to the watch', async () => {
    const { client, made, looks, refused } = setup({ lifeMs: () => 55_000 })
    await Promise.all(times(100).map(() => client.generate(cat, { priority: 'bulk' })))
    expect([made.length, refused()]).toEqual([100, 0])
    const [creates, reads] = [made.filter(inMinute).length, looks.filter(([, atMs]) => inMinute(atMs)).length]
    expect(creates).toBeGreaterThanOrEqual(50)
    expect(reads).toBeGreaterThanOrEqual(8)
    expect(creates + reads).toBeLessThanOrEqual(60)
  })

  it('is made as soon as it may be, and not evenly', async () => {
    const { client, made } = setup()
    await Promise.all(times(50).map(() => client.generate(cat, { priority: 'bulk' })))
    expect(made.at(-1)).toBeLessThan(1_000)
  })

  // Whenever anything is answered, whoever waits in line may go: also just when all that was made has ended.
  it.each([0, 1])('hears of its ends within seconds, with %i other calls a second', async (others) => {
    const { client, clock, made, add } = setup()
    const end = new AbortController()
    const ends = times(80).map(() =>
      client.generate(cat, { priority: 'bulk' }).then(({ taskId }) => [taskId, clock.monotonic()] as const),
    )
    for (let second = 20; second < 22; second += 1)
      for (let other = 0; other < others; other += 1)
        clock.after(second * 1_000, () => void client.tasks.get(add(1), { signal: end.signal }).catch(() => undefined))
    const lags = (await Promise.all(ends)).map(
      ([taskId, endMs]) => endMs - 15_000 - (made[Number(taskId.slice('task-'.length)) - 1] ?? 0),
    )
    end.abort()
    expect(Math.max(...lags)).toBeLessThan(12_000)
  })

  it.each([
    [50, 'ten', {}],
    [57, 'three, where callbacks are expected', callback],
  ])('takes %i of sixty at once, and leaves the watch %s', async (creates, _, delivery) => {
    const { client, clock, made } = setup()
    const controller = new AbortController()
    const options = { ...delivery, signal: controller.signal }
    const all = times(100).map(() => errorOf(client.generate(cat, options)))
    await clock.elapse(5_000)
    expect(made).toHaveLength(creates)
    controller.abort()
    await Promise.all(all)
  })

  it('lets a person pass, and sweeping comes last', async () => {
    const { client, clock } = setup({ lifeMs: () => 1_000 })
    const batch = times(100).map(() => client.generate(cat, { priority: 'bulk' }))
    await clock.elapse(10_000)
    const order: string[] = []
    const create = { model: 'Nano-Banana-2', input: cat } as const
    await Promise.all([
      client.tasks.list({ size: 100 }, { priority: 'background' }).then(() => order.push('sweep')),
      client.tasks.create(create, { priority: 'bulk' }).then(() => order.push('bulk')),
      client.tasks.create(create).then(() => order.push('person')),
      ...batch.map((made) => made.then(() => order.push('batch'))),
    ])
    const last = order.slice(order.indexOf('person'))
    expect([last.filter((who) => who === 'batch').length > 40, last.indexOf('bulk') < last.indexOf('sweep')]).toEqual([
      true,
      true,
    ])
  })
})

describe('looks', () => {
  it('come in a beat that stretches as the budget shrinks', async () => {
    const pausesWith = async (others: number): Promise<number> => {
      const { client, clock, looks, add } = setup({ lifeMs: () => 40_000 })
      await Promise.all(times(others).map(() => client.tasks.get(add(1))))
      const before = looks.length
      await Promise.all([client.generate(cat), client.generate(cat)])
      return clock.monotonic() / (looks.length - before)
    }
    const pauses = [await pausesWith(0), await pausesWith(45), await pausesWith(52)]
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b))
    expect(pauses[2]).toBeGreaterThan(2 * (pauses[0] ?? 0))
  })

  it('are spread over the rest of the minute when little is left', async () => {
    const { client, clock, add } = setup({ lifeMs: () => 45_000 })
    await Promise.all(times(46).map(() => client.tasks.get(add(1))))
    await Promise.all([client.generate(cat), client.generate(cat)])
    expect(clock.monotonic()).toBeLessThan(55_000)
  })

  it('go on when nothing is left, as soon as the next minute begins', async () => {
    const { client, clock, add, looks, refused } = setup({ lifeMs: () => 20_000 })
    await Promise.all(times(58).map(() => client.tasks.get(add(1))))
    await Promise.all([client.generate(cat), client.generate(cat)])
    expect(looks.slice(58).every(([, atMs]) => atMs >= 60_000)).toBe(true)
    expect([refused(), clock.monotonic() < 63_000]).toEqual([0, true])
  })
})
