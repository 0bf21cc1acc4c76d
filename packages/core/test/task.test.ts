import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTerminal, taskPageSchema, taskSchema } from '../src/index.ts'
import { taskId, wireOutput, wireTask } from './wire.ts'

const read = (wire: unknown) => taskSchema.parse(wire)
const runs = { seed: 20_260_101, numRuns: 300 }

describe('a task of the service', () => {
  it('becomes a snapshot with units in its names', () => {
    expect(
      read(
        wireTask('success', { completed: 1_767_225_612, output: [wireOutput], route: 'fast', storage: 'persistent' }),
      ),
    ).toEqual({
      taskId,
      model: 'Nano-Banana-2',
      status: 'success',
      createdAtMs: 1_767_225_600_000,
      completedAtMs: 1_767_225_612_000,
      outputs: [{ url: wireOutput.url, type: 'image', expiresAtMs: 1_767_830_400_000 }],
      route: 'fast',
      storage: 'persistent',
    })
  })

  it('has neither end, outputs nor failure while it runs', () => {
    const output = [wireOutput]
    expect(read(wireTask('handling', { output, error: { code: 'X', message: 'early' } }))).toEqual({
      taskId,
      model: 'Nano-Banana-2',
      status: 'handling',
      createdAtMs: 1_767_225_600_000,
      outputs: [],
    })
  })

  it.each([
    [
      { code: 'TASK_FAILED', message: 'unsafe' },
      { code: 'TASK_FAILED', message: 'unsafe' },
    ],
    [
      { code: 500, message: 'unsafe' },
      { code: '500', message: 'unsafe' },
    ],
    [
      { code: '', message: '' },
      { code: 'UNKNOWN', message: 'the service gave no reason' },
    ],
    [{ code: { toString: 1, valueOf: 1 } }, { code: 'UNKNOWN', message: 'the service gave no reason' }],
    [{}, { code: 'UNKNOWN', message: 'the service gave no reason' }],
    ['text', { code: 'UNKNOWN', message: 'the service gave no reason' }],
    [undefined, { code: 'UNKNOWN', message: 'the service gave no reason' }],
  ])('that failed with %j always has a reason', (error, failure) => {
    expect(read(wireTask('fail', { error })).failure).toEqual(failure)
  })

  it('keeps the good outputs beside a malformed one', () => {
    const output = [null, 'text', {}, { url: '' }, { url: 7 }, wireOutput, { url: 'https://x.example/b.png' }]
    expect(read(wireTask('success', { output })).outputs).toEqual([
      { url: wireOutput.url, type: 'image', expiresAtMs: 1_767_830_400_000 },
      { url: 'https://x.example/b.png', type: 'image' },
    ])
  })

  it('takes a status and fields that the service added later', () => {
    const task = read(wireTask('cancelled', { progress: 0.5 }))
    expect(task).toMatchObject({ status: 'cancelled' })
    expect(task).not.toHaveProperty('progress')
  })

  it('needs an id and a status, and nothing else', () => {
    expect(read({ taskId: 'tk-1', status: 'queued' })).toEqual({
      taskId: 'tk-1',
      model: '',
      status: 'queued',
      createdAtMs: 0,
      outputs: [],
    })
    for (const wire of [
      undefined,
      null,
      [],
      'text',
      {},
      { taskId: 'tk-1' },
      { taskId: '', status: 'queued' },
      { status: 'queued' },
    ])
      expect(taskSchema.safeParse(wire).success).toBe(false)
  })

  it('never throws, whatever the service says', () => {
    const anyTask = fc.record(
      {
        taskId: fc.oneof(fc.string(), fc.anything()),
        status: fc.oneof(fc.constantFrom('success', 'fail', 'queued'), fc.anything()),
        created: fc.anything(),
        completed: fc.anything(),
        output: fc.oneof(fc.anything(), fc.array(fc.anything()), fc.array(fc.record({ url: fc.anything() }))),
        error: fc.anything(),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.oneof(anyTask, fc.anything()), (wire) => {
        const { data } = taskSchema.safeParse(wire)
        if (data && (data.status === 'fail') !== (data.failure !== undefined)) throw new Error('a fail without reason')
        if (data && data.status !== 'success' && data.outputs.length > 0) throw new Error('outputs of a running task')
      }),
      runs,
    )
  })
})

describe('a page of tasks', () => {
  it('leaves out the rows that are no tasks', () => {
    const page = taskPageSchema.parse({ page: 2, size: 10, total: 12, tasks: [wireTask('queued'), null, { id: 1 }] })
    expect(page).toMatchObject({ page: 2, size: 10, total: 12 })
    expect(page.tasks.map((task) => task.taskId)).toEqual([taskId])
  })

  it('needs a list of tasks, and nothing else', () => {
    const { tasks, ...counts } = taskPageSchema.parse({ tasks: [], page: 'one', total: null })
    expect(tasks).toEqual([])
    expect(Object.values(counts).map((count) => typeof count)).toEqual(['number', 'number', 'number'])
    expect(taskPageSchema.safeParse({ page: 1 }).success).toBe(false)
  })
})

describe('isTerminal', () => {
  it('knows the two ends, and takes no new word for one', () => {
    const words = ['queued', 'handling', 'archiving', 'success', 'fail', 'cancelled', 'failed', 'SUCCESS', '']
    expect(words.filter(isTerminal)).toEqual(['success', 'fail'])
  })
})
