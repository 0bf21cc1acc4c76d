import { describe, expect, it } from 'vitest'
import { setupAccount } from './fake-account.ts'
import { errorOf } from './setup.ts'
import { answer, ok, refusal, throttled, wireOutput, wireTask } from './wire.ts'

const cat = { prompt: 'a cat' }
const outage = refusal(503, 'BUSY')
const nothing = ok({ page: 1, size: 100, total: 2, tasks: [] })

describe('a page', () => {
  it('tells of our tasks only, whatever stands on it besides', async () => {
    const lives = [12_000, 25_000]
    const { client, clock, add, looked } = setupAccount({ lifeMs: (nth) => lives[nth - 4] ?? 1 })
    for (let other = 0; other < 3; other += 1) add(1)
    const ends = lives.map(() => client.generate(cat).then((result) => [result.taskId, clock.monotonic()] as const))
    const [first, second] = await Promise.all(ends)
    expect([first?.[0], second?.[0]]).toEqual(['task-4', 'task-5'])
    expect(first?.[1]).toBeGreaterThanOrEqual(12_000)
    expect(second?.[1]).toBeGreaterThanOrEqual(25_000)
    expect(looked()[0]).toBe('page 1')
  })

  it('is read past rows that make no sense', async () => {
    const rows = [null, 7, { taskId: '' }, { status: 'success' }]
    const ended = ['task-1', 'task-2'].map((taskId) => wireTask('success', { taskId, output: [wireOutput] }))
    const { client, add } = setupAccount({
      insteadOf: () => ok({ page: 1, size: 100, total: 6, tasks: [...rows, ...ended] }),
    })
    expect(await Promise.all([add(1), add(1)].map((taskId) => client.wait(taskId)))).toHaveLength(2)
  })

  it('that does not show a new task yet, is made up for by a read of that task', async () => {
    const { client, looked } = setupAccount({ lifeMs: () => 15_000, listLagMs: 7_000 })
    await Promise.all([client.generate(cat), client.generate(cat)])
    const asked = looked()
    expect(asked[0]).toBe('page 1')
    expect(asked).toEqual(expect.arrayContaining(['task-1', 'task-2']))
    // By now it shows them.
    expect(asked.at(-1)).toBe('page 1')
  })

  it('that never shows a task, is given up for it, and not for the others', async () => {
    const { client, looked } = setupAccount({ lifeMs: () => 40_000, listLagMs: Number.POSITIVE_INFINITY })
    await Promise.all([client.generate(cat), client.generate(cat), client.generate(cat)])
    expect(looked().filter((what) => what === 'page 1').length).toBeLessThanOrEqual(2)
    expect(new Set(looked())).toEqual(new Set(['page 1', 'task-1', 'task-2', 'task-3']))
  })

  it('is believed again when it shows a task after all, however often it has not', async () => {
    const { client, looked } = setupAccount({
      lifeMs: () => 60_000,
      insteadOf: (what, nth) => (what === 'page 1' && nth % 2 === 1 && nth < 8 ? nothing : undefined),
    })
    await Promise.all([client.generate(cat), client.generate(cat)])
    expect(looked().filter((what) => what === 'page 1').length).toBeGreaterThan(8)
    expect(looked().at(-1)).toBe('page 1')
  })

  it('is asked for where our tasks stand by now, while others make theirs', async () => {
    const { client, clock, add, looked } = setupAccount({ lifeMs: () => 40_000 })
    const ours = [client.generate(cat), client.generate(cat)]
    clock.after(8_000, () => {
      for (let other = 0; other < 130; other += 1) add(1)
    })
    await Promise.all(ours)
    expect([looked()[0], looked().at(-1)]).toEqual(['page 1', 'page 2'])
  })

  it('that is refused for good, is made up for by single reads', async () => {
    const { client, looked } = setupAccount({
      insteadOf: (what) => (what === 'page 1' ? refusal(403, 'FORBIDDEN') : undefined),
    })
    await Promise.all([client.generate(cat), client.generate(cat)])
    expect(looked().filter((what) => what === 'page 1')).toHaveLength(1)
  })

  it('that fails for the moment, is asked for again after three seconds', async () => {
    const { client, looks } = setupAccount({
      insteadOf: (what, nth) => (what === 'page 1' && nth <= 4 ? outage : undefined),
    })
    await Promise.all([client.generate(cat), client.generate(cat)])
    expect(new Set(looks.map(([what]) => what))).toEqual(new Set(['page 1']))
    expect((looks[4]?.[1] ?? 0) - (looks[3]?.[1] ?? 0)).toBeGreaterThanOrEqual(3_000)
  })

  it('is let rest for as long as the service asks', async () => {
    const { client, looks } = setupAccount({
      insteadOf: (what, nth) => (what === 'page 1' && nth === 1 ? throttled('90') : undefined),
    })
    await Promise.all([client.generate(cat), client.generate(cat)])
    expect((looks[1]?.[1] ?? 0) - (looks[0]?.[1] ?? 0)).toBeGreaterThanOrEqual(90_000)
  })
})

describe('a single read', () => {
  it.each([
    ['an outage', outage, 4],
    ['a gateway page', answer(502, '<html>'), 4],
    ['an answer without sense', ok({ surprise: true }), 3],
    ["another task's answer", ok(wireTask('success', { taskId: 'task-9', output: [wireOutput] })), 3],
  ])('that fails for the moment, is made up for after three seconds: %s', async (_, turn, attempts) => {
    const { client, looks } = setupAccount({
      insteadOf: (what, nth) => (what === 'task-1' && nth <= attempts ? turn : undefined),
    })
    expect(await client.generate(cat)).toMatchObject({ taskId: 'task-1' })
    expect((looks[attempts]?.[1] ?? 0) - (looks[attempts - 1]?.[1] ?? 0)).toBeGreaterThanOrEqual(3_000)
  })

  it('is let rest for as long as the service asks', async () => {
    const { client, looks } = setupAccount({
      insteadOf: (what, nth) => (what === 'task-1' && nth === 1 ? throttled('90') : undefined),
    })
    await client.generate(cat)
    expect((looks[1]?.[1] ?? 0) - (looks[0]?.[1] ?? 0)).toBeGreaterThanOrEqual(90_000)
  })

  it('that is refused for good, ends every wait for that task and no other', async () => {
    const { client, add, clock } = setupAccount({
      insteadOf: (what) => (what === 'task-gone' ? refusal(401, 'UNAUTHORIZED') : undefined),
    })
    const errors = [1, 2].map(() => errorOf(client.wait('task-gone')))
    const other = client.wait(add(20_000))
    for (const error of await Promise.all(errors))
      expect(error).toMatchObject({ code: 'api', status: 401, phase: 'watch', taskId: 'task-gone' })
    expect(clock.monotonic()).toBeLessThan(5_000)
    expect(await other).toMatchObject({ taskId: 'task-1' })
  })
})

describe('a 404', () => {
  const missing = refusal(404, 'NOT_FOUND')

  it('is lag in the first ten seconds after the create', async () => {
    const { client, looks } = setupAccount({
      insteadOf: (what, nth) => (what === 'task-1' && nth === 1 ? missing : undefined),
    })
    expect(await client.generate(cat)).toMatchObject({ taskId: 'task-1' })
    expect((looks[1]?.[1] ?? 0) - (looks[0]?.[1] ?? 0)).toBeGreaterThanOrEqual(3_000)
  })

  it('is an answer after that', async () => {
    const { client, clock } = setupAccount({ insteadOf: (what) => (what === 'task-1' ? missing : undefined) })
    expect(await errorOf(client.generate(cat))).toMatchObject({ code: 'api', status: 404, taskId: 'task-1' })
    expect(clock.monotonic()).toBeGreaterThanOrEqual(10_000)
    expect(clock.pending()).toBe(0)
  })

  it('is an answer at once for a task made earlier, and ends no other wait', async () => {
    const { client, clock, add } = setupAccount()
    const error = errorOf(client.wait('task-gone'))
    const other = client.wait(add(20_000))
    expect(await error).toMatchObject({ code: 'api', status: 404, outcome: 'unknown', taskId: 'task-gone' })
    expect(clock.monotonic()).toBeLessThan(5_000)
    expect(await other).toMatchObject({ taskId: 'task-1' })
  })
})
