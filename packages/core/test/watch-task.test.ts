import { describe, expect, it } from 'vitest'
import { TransportFailure } from '../src/index.ts'
import { errorOf, following, listOf, setup, setupWith } from './setup.ts'
import { done, failed, refusal, running, snapshot, taskId } from './wire.ts'

describe('watch', () => {
  it('tells the first snapshot, and each that moves the task on', async () => {
    const beats = ['queued', 'queued', 'handling', 'queued', 'handling', 'cancelled', 'archiving', 'handling']
    const { client } = setup(...beats.map(running), done)
    const told = await listOf(client.watch(taskId))
    expect(told.map(({ status }) => status)).toEqual(['queued', 'handling', 'cancelled', 'archiving', 'success'])
  })

  it('tells the end of a failed task as a snapshot, not as an error', async () => {
    const { client } = setup(failed)
    expect(await listOf(client.watch(taskId))).toMatchObject([{ status: 'fail', failure: { code: 'TASK_FAILED' } }])
  })

  it('asks nothing before somebody listens, and nothing once nobody does', async () => {
    const { client, clock, requests } = setup(running('queued'), running('handling'))
    const snapshots = client.watch(taskId)
    await clock.elapse(10_000)
    expect(requests).toEqual([])

    for await (const task of snapshots) if (task.status === 'handling') break
    await clock.elapse(10_000)
    expect([requests.length, clock.pending()]).toEqual([2, 0])
  })

  it('takes no onUpdate, and says so', async () => {
    const { client, requests } = setup(done)
    const options = { deadlineMs: 1_000, onUpdate: () => undefined }
    const error = await errorOf(listOf(client.watch(taskId, options)))
    expect([error.code, requests.length]).toEqual(['invalid_input', 0])
  })

  it('names the task in its error', async () => {
    const { client } = setup(running('queued'), new TransportFailure('untrusted'))
    expect(await errorOf(listOf(client.watch(taskId)))).toMatchObject({ code: 'connection', phase: 'watch', taskId })
  })

  it('names the task when the deadline ends it', async () => {
    const { client, clock } = setupWith({ deadlineMs: 10_000 }, running('queued'))
    const error = await errorOf(listOf(client.watch(taskId, { deadlineMs: 10_000 })))
    expect(error).toMatchObject({ code: 'deadline', outcome: 'accepted', taskId })
    expect(clock.monotonic()).toBe(10_000)
  })

  it('names the task when the caller aborts', async () => {
    const { client, clock } = setup(running('queued'))
    const controller = new AbortController()
    clock.after(4_000, () => controller.abort('bored'))
    const error = await errorOf(listOf(client.watch(taskId, { signal: controller.signal })))
    expect(error).toMatchObject({ name: 'AbortError', code: 'aborted', cause: 'bored', taskId })
    expect(clock.monotonic()).toBe(4_000)
  })
})

describe('a watch of the caller', () => {
  const watchOf = (snapshots: Parameters<typeof following>[0]) => setupWith({ watch: following(snapshots) }, done)

  it('is told which task and until when, and may rest and read', async () => {
    const seen: unknown[] = []
    const { signal } = new AbortController()
    const { client, sentAt } = watchOf(async function* (task, { clock, readTask }) {
      seen.push(task)
      await clock.sleep(1_234, signal)
      yield await readTask(task, { signal, endsAtMs: task.endsAtMs })
    })
    expect(await client.wait(taskId)).toMatchObject({ task: { status: 'success' } })
    expect([seen, sentAt]).toEqual([[{ taskId, isNew: false, endsAtMs: 600_000 }], [1_234]])
  })

  it('that falls silent before the task ends is ended by the deadline, not an endless wait', async () => {
    const { client, clock } = watchOf(async function* () {
      yield snapshot('handling')
    })
    const error = await errorOf(client.wait(taskId, { deadlineMs: 5_000 }))
    expect(error).toMatchObject({ code: 'deadline', phase: 'watch', outcome: 'accepted', taskId })
    expect([clock.monotonic(), clock.pending()]).toEqual([5_000, 0])
  })

  it('that throws ends the wait with an SDK error that names the task', async () => {
    const cause = new TypeError('a bug in it')
    const { client } = watchOf(async function* () {
      yield snapshot('handling')
      throw cause
    })
    expect(await errorOf(client.wait(taskId))).toMatchObject({ code: 'internal', outcome: 'accepted', taskId, cause })
  })

  it('that throws ends watch with an SDK error that names the task too', async () => {
    const cause = new TypeError('a bug in it')
    const { client } = watchOf(async function* () {
      yield snapshot('handling')
      throw cause
    })
    expect(await errorOf(listOf(client.watch(taskId)))).toMatchObject({ code: 'internal', taskId, cause })
  })

  it("that brings another task's snapshots is not listened to", async () => {
    const { client } = watchOf(async function* () {
      yield snapshot('success', { taskId: 'tk-other' })
      yield snapshot('handling')
      yield snapshot('success')
    })
    expect((await listOf(client.watch(taskId))).map(({ status }) => status)).toEqual(['handling', 'success'])
    expect(await client.wait(taskId)).toMatchObject({ taskId, task: { taskId } })
  })

  it('that does not stop at the end is stopped', async () => {
    let told = 0
    const { client } = watchOf(async function* () {
      for (; told < 1_000; told += 1) yield snapshot('success')
    })
    expect(await client.wait(taskId)).toMatchObject({ taskId })
    expect(told).toBeLessThan(3)
  })

  it('whose read is refused passes the refusal on', async () => {
    const { client } = setupWith(
      {
        watch: following(async function* (task, { readTask }) {
          yield await readTask(task, { signal: new AbortController().signal, endsAtMs: task.endsAtMs })
        }),
      },
      refusal(404, 'NOT_FOUND'),
    )
    expect(await errorOf(client.wait(taskId))).toMatchObject({ code: 'api', status: 404, taskId })
  })
})
