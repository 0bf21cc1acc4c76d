import { describe, expect, it } from 'vitest'
import { createPushedWatch, type PushedWatch } from './pushed-watch.ts'
import { errorOf, listOf, setupWith } from './setup.ts'
import { accepted, snapshot, taskId } from './wire.ts'

const [handling, archiving, success] = [snapshot('handling'), snapshot('archiving'), snapshot('success')]
const unsafe = snapshot('fail', { failure: { code: 'TASK_FAILED', message: 'unsafe' } })

function setup(pushed: PushedWatch = createPushedWatch()) {
  const { client, clock } = setupWith({ watch: pushed.watch }, accepted)
  return { client, clock, ...pushed, left: () => pushed.followings.map(({ left }) => left) }
}

describe('a wait', () => {
  it('tells nobody anything before its caller has the promise', async () => {
    const { client, clock, see } = setup()
    const phases: string[] = []
    const wait = client.wait(taskId, { onUpdate: ({ phase }) => phases.push(phase) })
    expect(phases).toEqual([])
    await clock.elapse(0)
    expect(phases).toEqual(['waiting'])
    see(success)
    expect(await wait).toMatchObject({ taskId })
  })

  it('hears each snapshot as it is told, until the first end', async () => {
    const { client, clock, see, fail, left } = setup()
    const told: string[] = []
    const onUpdate = (state: { readonly phase: string; readonly status?: string }): void => {
      told.push(state.status ?? state.phase)
    }
    const wait = client.wait(taskId, { onUpdate })
    await clock.elapse(0)
    for (const task of [handling, snapshot('success', { taskId: 'tk-other' }), archiving, success, unsafe]) see(task)
    fail(new Error('too late'))
    expect(told).toEqual(['queued', 'handling', 'archiving', 'succeeded'])
    expect(await wait).toMatchObject({ task: success })
    expect(left()).toEqual([1])
  })

  it.each<[string, string, (parts: ReturnType<typeof setup>, controller: AbortController) => void]>([
    ['a failed task', 'task_failed', ({ see }) => see(unsafe)],
    ["the watch's error", 'internal', ({ fail }) => fail(new TypeError('a bug in it'))],
    ['an abort', 'aborted', (_, controller) => controller.abort('enough')],
    ['the deadline', 'deadline', () => undefined],
  ])('leaves the watch once, and hears nothing more: %s', async (_, code, end) => {
    const parts = setup()
    const controller = new AbortController()
    const phases: string[] = []
    const options = { signal: controller.signal, onUpdate: ({ phase }: { phase: string }) => void phases.push(phase) }
    const error = errorOf(parts.client.wait(taskId, { ...options, deadlineMs: 5_000 }))
    await parts.clock.elapse(10)
    end(parts, controller)
    expect(await error).toMatchObject({ code, outcome: 'accepted', taskId })
    expect([parts.left(), parts.clock.pending()]).toEqual([[1], 0])
    parts.see(success)
    parts.fail(new Error('too late'))
    controller.abort('too late')
    expect(phases).toEqual(['waiting', code === 'aborted' ? 'aborted' : 'failed'])
    expect(parts.left()).toEqual([1])
  })

  it('leaves a watch that tells of the end while it is asked to follow', async () => {
    const { client, clock, left } = setup(createPushedWatch((follower) => follower.see(success)))
    expect(await client.wait(taskId)).toMatchObject({ task: success })
    expect([left(), clock.pending()]).toEqual([[1], 0])
  })

  it('does not ask a watch for anything when it is over before it begins', async () => {
    const { client, followings } = setup()
    const controller = new AbortController()
    const error = errorOf(client.wait(taskId, { signal: controller.signal }))
    controller.abort('at once')
    expect(await error).toMatchObject({ code: 'aborted', outcome: 'accepted', taskId })
    expect(followings).toEqual([])
  })

  it('has succeeded when it says so, whatever its caller does then', async () => {
    const { client, clock, see, left } = setup()
    const controller = new AbortController()
    const phases: string[] = []
    const onUpdate = ({ phase }: { phase: string }): void => {
      phases.push(phase)
      if (phase === 'succeeded') controller.abort('enough')
    }
    const wait = client.wait(taskId, { signal: controller.signal, onUpdate })
    await clock.elapse(0)
    see(success)
    expect(await wait).toMatchObject({ task: success })
    expect([phases, left()]).toEqual([['waiting', 'succeeded'], [1]])
  })

  it('may be aborted by whoever hears how far it is', async () => {
    const { client, clock, see, left } = setup()
    const controller = new AbortController()
    const onUpdate = (): void => controller.abort('enough')
    const error = errorOf(client.wait(taskId, { signal: controller.signal, onUpdate }))
    await clock.elapse(0)
    see(handling)
    expect(await error).toMatchObject({ code: 'aborted', cause: 'enough', taskId })
    expect(left()).toEqual([])
  })

  it('ends with an error that names the task when a watch tells nonsense', async () => {
    const { client, clock, see, left } = setup()
    const error = errorOf(client.wait(taskId))
    await clock.elapse(0)
    const code = 7 as unknown as string
    see(snapshot('fail', { failure: { code, message: 'a number for a code' } }))
    expect(await error).toMatchObject({ code: 'internal', outcome: 'accepted', taskId, cause: expect.any(TypeError) })
    expect(left()).toEqual([1])
  })

  it('ends, and lets the others end, although the watch cannot be left', async () => {
    const cannotBeLeft = createPushedWatch(undefined, () => {
      throw new Error('a bug in it')
    })
    const { client, clock, left } = setup(cannotBeLeft)
    const controller = new AbortController()
    const errors = [1, 2].map(() => errorOf(client.wait(taskId, { signal: controller.signal })))
    const late = [1, 2].map(() => errorOf(client.wait(taskId, { deadlineMs: 5_000 })))
    await clock.elapse(10)
    controller.abort('enough')
    expect((await Promise.all(errors)).map(({ code }) => code)).toEqual(['aborted', 'aborted'])
    expect((await Promise.all(late)).map(({ code }) => code)).toEqual(['deadline', 'deadline'])
    expect([left(), clock.pending()]).toEqual([[1, 1, 1, 1], 0])
  })
})

describe('watch', () => {
  it('keeps what nobody has read yet, in its order, up to the end', async () => {
    const hasty = createPushedWatch((follower) => {
      for (const task of [handling, archiving, success, unsafe]) follower.see(task)
    })
    const { client, left } = setup(hasty)
    expect(await listOf(client.watch(taskId))).toEqual([handling, archiving, success])
    expect(left()).toEqual([1])
  })

  it('gives a snapshot to whoever waits for it, and only once', async () => {
    const { client, clock, see } = setup()
    const snapshots = client.watch(taskId)[Symbol.asyncIterator]()
    const first = snapshots.next()
    await clock.elapse(0)
    see(handling)
    see(archiving)
    expect([(await first).value, (await snapshots.next()).value]).toEqual([handling, archiving])
    const last = snapshots.next()
    see(success)
    expect([await last, await snapshots.next()]).toEqual([
      { value: success, done: false },
      { value: undefined, done: true },
    ])
  })

  it('tells all that was seen before it tells of the failure', async () => {
    const failing = createPushedWatch((follower) => {
      follower.see(handling)
      follower.fail('gone')
    })
    const { client, left } = setup(failing)
    const snapshots = client.watch(taskId)[Symbol.asyncIterator]()
    expect(await snapshots.next()).toEqual({ value: handling, done: false })
    expect(await errorOf(snapshots.next())).toMatchObject({ code: 'internal', cause: 'gone', taskId })
    expect(left()).toEqual([1])
  })

  it('leaves when its reader does, and nothing is left behind', async () => {
    const { client, clock, left } = setup(createPushedWatch((follower) => follower.see(handling)))
    for await (const task of client.watch(taskId)) if (task === handling) break
    expect([left(), clock.pending()]).toEqual([[1], 0])
  })
})

it('a generation follows in the same way', async () => {
  const { client, clock, see, followings, left } = setup()
  const made = client.generate({ prompt: 'a cat', resolution: '2K' })
  await clock.elapse(10)
  expect(followings.map(({ task }) => task)).toEqual([
    { taskId, isNew: true, isReplayed: false, resolution: '2K', hasCallback: false, endsAtMs: 600_000 },
  ])
  see(success)
  expect(await made).toMatchObject({ task: success })
  expect([left(), clock.pending()]).toEqual([[1], 0])
})
