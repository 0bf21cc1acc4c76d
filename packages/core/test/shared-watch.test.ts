import { describe, expect, it } from 'vitest'
import { type AccountOptions, setupAccount } from './fake-account.ts'
import { ok } from './wire.ts'

const cat = { prompt: 'a cat' }
const callback = { callback: { url: 'https://app.example/cb', when: 'final' } } as const

/** The pauses between one time and the next. */
const gaps = (times: readonly number[]): readonly number[] =>
  times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0))

/** The reads of one task that takes so long, and how late its end was heard of. */
async function watchOne(options: AccountOptions, call = {}) {
  const { client, clock, looks } = setupAccount(options)
  await client.generate(cat, { deadlineMs: 7_200_000, ...call })
  return { looks, endedMs: clock.monotonic(), pending: clock.pending() }
}

describe('how it looks', () => {
  it('reads a task that is alone by itself', async () => {
    const { looks, pending } = await watchOne({ lifeMs: () => 20_000 })
    expect(new Set(looks.map(([what]) => what))).toEqual(new Set(['task-1']))
    expect(pending).toBe(0)
  })

  it('reads two tasks by one page, which also tells of both ends', async () => {
    const { client, clock, looked } = setupAccount({ lifeMs: () => 20_000 })
    const ends = await Promise.all([cat, cat].map((input) => client.generate(input).then(clock.monotonic)))
    expect(new Set(looked())).toEqual(new Set(['page 1']))
    expect(ends[0]).toBe(ends[1])
  })

  it('shares one read among all who wait for the same task', async () => {
    const alone = setupAccount()
    await alone.client.wait(alone.add(15_000))
    const { client, add, looks, clock } = setupAccount()
    const taskId = add(15_000)
    const results = await Promise.all(Array.from({ length: 5 }, () => client.wait(taskId)))
    expect(results.map((result) => result.taskId)).toEqual(Array(5).fill(taskId))
    expect([looks, clock.pending()]).toEqual([alone.looks, 0])
  })

  it('asks for as many pages as its tasks fill, though others have made thousands before', async () => {
    const { client, add, looked } = setupAccount({ lifeMs: () => 20_000 })
    for (let other = 0; other < 2_000; other += 1) add(1)
    await Promise.all(Array.from({ length: 150 }, () => client.generate(cat)))
    expect(looked().filter((what) => what !== 'page 1' && what !== 'page 2')).toHaveLength(0)
  })
})

describe('when it looks', () => {
  it('looks at once at tasks made earlier, together', async () => {
    const { client, add, looks } = setupAccount()
    await Promise.all([add(1), add(1), add(1)].map((taskId) => client.wait(taskId)))
    expect(looks).toEqual([['page 1', 10]])
  })

  // It may have ended long ago, and its callback been told to another computer.
  it.each([
    ['without', {}],
    ['with', callback],
  ])('looks at once at a task that was made earlier under the same key, %s a callback', async (_, call) => {
    const again = ok({ taskId: 'task-1' }, { 'idempotent-replay': 'true' })
    const { client, clock, add } = setupAccount({ insteadOf: (what) => (what === 'create' ? again : undefined) })
    add(1)
    expect(await client.generate(cat, { ...call, idempotencyKey: 'mine' })).toMatchObject({ replayed: true })
    expect(clock.monotonic()).toBeLessThan(1_500)
  })

  it('leaves a new task alone while it has hardly a chance to have ended', async () => {
    const { looks } = await watchOne({ lifeMs: () => 20_000 })
    expect(looks[0]?.[1]).toBeGreaterThan(3_000)
    expect(looks.length).toBeLessThan(10)
  })

  it('looks more and more seldom at a task that takes very long', async () => {
    const { looks } = await watchOne({ lifeMs: () => 3_600_000 })
    const times = looks.map(([, atMs]) => atMs)
    const [young, old] = [times.filter((atMs) => atMs < 60_000), times.filter((atMs) => atMs > 1_800_000)]
    expect(Math.max(...gaps(young))).toBeLessThan(5_000)
    expect(Math.min(...gaps(old))).toBeGreaterThan(10_000)
  })

  it('learns how long the tasks of a resolution take, and looks for the next with fewer reads', async () => {
    const { client, looks } = setupAccount({ lifeMs: () => 60_000 })
    const looksFor = async (resolution: '1K' | '4K'): Promise<number> => {
      const before = looks.length
      await client.generate({ ...cat, resolution })
      return looks.length - before
    }
    const first = await looksFor('4K')
    for (let task = 0; task < 40; task += 1) await looksFor('4K')
    // What 4K takes says nothing of 1K.
    expect(await looksFor('4K')).toBeLessThan((2 / 3) * first)
    expect(await looksFor('1K')).toBeGreaterThan((2 / 3) * first)
  })

  it('knows by the service how old a task is that was made earlier', async () => {
    const { client, clock, add, looks } = setupAccount()
    const taskId = add(3_900_000)
    await clock.elapse(3_600_000)
    await client.wait(taskId)
    expect(Math.min(...gaps(looks.map(([, atMs]) => atMs)))).toBeGreaterThan(5_000)
  })

  it.each([0, 0.999])('never looks at a task twice within a second, with jitter of %d', async (random) => {
    for (const latencyMs of [0, 30, 700, 5_000]) {
      const { looks } = await watchOne({ latencyMs, lifeMs: () => 45_000, random: () => random })
      expect(Math.min(...gaps(looks.map(([, atMs]) => atMs)))).toBeGreaterThanOrEqual(1_000 + latencyMs)
    }
  })

  it('spreads the looks of many clients', async () => {
    const [early, late] = await Promise.all([0, 0.999].map((random) => watchOne({ random: () => random })))
    expect(late?.looks[0]?.[1]).toBeGreaterThan((early?.looks[0]?.[1] ?? 0) + 100)
  })

  it('looks once when the computer wakes up, and then as seldom as is fit for tasks so old', async () => {
    let sleptMs = 0
    const { client, clock, looks } = setupAccount({ lifeMs: () => 40_000, sleptMs: () => sleptMs })
    const all = [cat, cat, cat].map((input) => client.generate(input, { deadlineMs: 7_200_000 }))
    clock.after(21_000, () => {
      sleptMs = 3_600_000
    })
    await Promise.all(all)
    expect(looks.filter(([, atMs]) => atMs > 21_000 && atMs < 24_000)).toHaveLength(1)
    expect(looks.filter(([, atMs]) => atMs > 24_000 && atMs < 34_000)).toHaveLength(0)
  })
})

describe('while a callback is expected', () => {
  it('hardly looks at all', async () => {
    const { looks } = await watchOne({ lifeMs: () => 300_000 }, callback)
    expect(looks.filter(([, atMs]) => atMs < 20_000)).toEqual([])
    expect(looks.filter(([, atMs]) => atMs < 60_000).length).toBeLessThan(6)
  })

  it('looks sooner when it is overdue, and finds what was lost', async () => {
    const { looks, endedMs } = await watchOne({ lifeMs: () => 10_000 }, callback)
    expect([looks.length, endedMs < 30_000]).toEqual([1, true])
  })
})
