import { describe, expect, it } from 'vitest'
import type { TaskSnapshot } from '../src/index.ts'
import { createOpenTasks } from '../src/watch/shared/open-tasks.ts'
import { createPlaces } from '../src/watch/shared/places.ts'
import { setupAccount } from './fake-account.ts'
import { createFakeClock } from './fake-clock.ts'
import { errorOf, listOf } from './setup.ts'
import { ok, snapshot, wireTask } from './wire.ts'

const cat = { prompt: 'a cat' }
const callback = { callback: { url: 'https://app.example/cb', when: 'final' } } as const

/** What a task says of itself in a read, by way of the service. */
const says = (status: string, extra = {}) => ok(wireTask(status, { taskId: 'task-1', ...extra }))
/** What it says in a callback. */
const told = (status: string, extra: Partial<TaskSnapshot> = {}) => snapshot(status, { taskId: 'task-1', ...extra })

describe('a snapshot from elsewhere', () => {
  it('ends every wait for its task at once, without any read', async () => {
    const { client, clock, add, looks } = setupAccount()
    const made = client.generate(cat, callback)
    clock.after(3_000, () => client.observe(told('success')))
    expect(await made).toMatchObject({ taskId: 'task-1', outputs: [{ type: 'image' }] })
    expect([clock.monotonic(), looks, clock.pending()]).toEqual([3_000, [], 0])

    const waits = [client.wait(add(60_000)), client.wait('task-2')]
    await clock.elapse(1)
    client.observe(snapshot('success', { taskId: 'task-2' }))
    expect((await Promise.all(waits)).map(({ taskId }) => taskId)).toEqual(['task-2', 'task-2'])
    expect([clock.monotonic(), looks]).toEqual([3_001, []])
  })

  it('ends the read that is under way for its task', async () => {
    const { client, clock, add, open } = setupAccount({ latencyMs: 30_000 })
    const waiting = client.wait(add(60_000))
    clock.after(2_000, () => client.observe(told('success')))
    await waiting
    await clock.elapse(0)
    expect([clock.monotonic(), open(), clock.pending()]).toEqual([2_000, 0, 0])
  })

  it('of a failed task fails the wait', async () => {
    const { client, clock } = setupAccount()
    const error = errorOf(client.generate(cat))
    clock.after(1_000, () => client.observe(told('fail', { failure: { code: 'TASK_FAILED', message: 'unsafe' } })))
    expect(await error).toMatchObject({ code: 'task_failed', taskId: 'task-1' })
    expect(clock.monotonic()).toBe(1_000)
  })

  it('tells how far the task is, and is as good as a look', async () => {
    const { client, clock, looks } = setupAccount({ lifeMs: () => 20_000 })
    const statuses: string[] = []
    const made = client.generate(cat, {
      onUpdate: (state) => statuses.push(state.phase === 'waiting' ? state.status : state.phase),
    })
    for (const atMs of [2_000, 4_000, 6_000]) clock.after(atMs, () => client.observe(told('handling')))
    await made
    expect(statuses).toEqual(['submitting', 'queued', 'handling', 'succeeded'])
    expect(looks[0]?.[1]).toBeGreaterThan(7_000)
  })

  it('of a task that nobody waits for does nothing', async () => {
    const { client, clock, looks } = setupAccount()
    client.observe(told('success'))
    const made = client.generate(cat)
    clock.after(1_000, () => client.observe(snapshot('success', { taskId: 'task-9' })))
    await made
    client.observe(told('fail'))
    expect([looks.length > 0, clock.pending()]).toEqual([true, 0])
  })
})

describe('those who wait', () => {
  it('do not take a status that nobody documented for an end', async () => {
    const { client, clock } = setupAccount({
      lifeMs: () => 20_000,
      insteadOf: (_, nth) => (nth === 2 ? says('gone') : undefined),
    })
    const made = client.generate(cat)
    clock.after(1_000, () => client.observe(told('cancelled')))
    expect(await made).toMatchObject({ task: { status: 'success' } })
    expect(clock.monotonic()).toBeGreaterThan(20_000)
  })

  it('hear each status once, however often it is seen', async () => {
    const { client, add } = setupAccount({ insteadOf: (_, nth) => (nth === 3 ? says('archiving') : undefined) })
    const heard = await listOf(client.watch(add(15_000)))
    expect(heard.map(({ status }) => status)).toEqual(['handling', 'archiving', 'success'])
  })

  it('hear how far the task is also when somebody waited for it before them', async () => {
    const { client, clock, add } = setupAccount()
    const taskId = add(30_000)
    const first = client.wait(taskId)
    await clock.elapse(5_000)
    expect((await listOf(client.watch(taskId))).map(({ status }) => status)).toEqual(['handling', 'success'])
    await first
  })
})

it('the lives of tasks teach when they have ended, by the times of the service, however late anybody looked', async () => {
  const clock = createFakeClock()
  const tasks = createOpenTasks({ clock, places: createPlaces(), onLeave: () => undefined })
  const seen: TaskSnapshot[] = []
  const follower = { see: (task: TaskSnapshot) => void seen.push(task), fail: () => undefined }
  for (let nth = 0; nth < 100; nth += 1) {
    const taskId = `task-${nth}`
    const [createdAtMs, endsAtMs] = [clock.now(), clock.monotonic() + 600_000]
    const leave = tasks.follow({ taskId, isNew: true, endsAtMs }, follower)
    await clock.elapse(60_000)
    const task = tasks.get(taskId)
    const ended = snapshot('success', { taskId, createdAtMs, completedAtMs: createdAtMs + 10_000 })
    if (task) tasks.see(task, ended, clock.monotonic())
    expect(seen.at(-1)).toBe(ended)
    leave()
    if (nth < 99) continue
    expect(Math.exp(-(task?.durations.hazardTo(8_000) ?? 0))).toBeGreaterThan(0.7)
    expect(Math.exp(-(task?.durations.hazardTo(14_000) ?? 0))).toBeLessThan(0.25)
  }
  expect(tasks.isEmpty()).toBe(true)
})

it('whoever leaves twice takes nobody else with him', () => {
  const left: string[] = []
  const onLeave = ({ taskId }: { readonly taskId: string }): void => void left.push(taskId)
  const tasks = createOpenTasks({ clock: createFakeClock(), places: createPlaces(), onLeave })
  const follower = { see: () => undefined, fail: () => undefined }
  const watched = { taskId: 'task-1', isNew: false, endsAtMs: 600_000 }
  const [leave, stay] = [tasks.follow(watched, follower), tasks.follow(watched, follower)]
  leave()
  leave()
  expect([tasks.get('task-1')?.waits.length, left]).toEqual([1, []])
  stay()
  stay()
  expect([tasks.isEmpty(), left]).toEqual([true, ['task-1']])
})
