import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  AbortedError,
  advance,
  DeadlineError,
  idle,
  type TaskEvent,
  type TaskState,
  taskStatuses,
  taskTransitions,
} from '../src/index.ts'
import { snapshot, taskId } from './wire.ts'

const facts = { phase: 'watch', outcome: 'unknown', taskId } as const
const failure: TaskEvent = { type: 'failed', error: new DeadlineError(1, facts) }
const abort: TaskEvent = { type: 'aborted', error: new AbortedError(facts) }
const submitted: TaskEvent = { type: 'submitted' }
const accepted: TaskEvent = { type: 'accepted', taskId, replayed: false }
const observed = (status: string): TaskEvent => ({ type: 'observed', task: snapshot(status) })
const events: readonly TaskEvent[] = [
  submitted,
  accepted,
  failure,
  abort,
  ...[...taskStatuses, 'cancelled', ''].map(observed),
]

const after = (...happened: readonly TaskEvent[]): TaskState => happened.reduce(advance, idle)
const word = (state: TaskState): string => (state.phase === 'waiting' ? state.status : state.phase)
const story = (...happened: readonly TaskEvent[]): readonly string[] =>
  happened.map((_, index) => word(after(...happened.slice(0, index + 1))))

const isOver = ({ phase }: TaskState): boolean => phase === 'succeeded' || phase === 'failed' || phase === 'aborted'

it('tells the whole life of a task', () => {
  const life = [submitted, accepted, ...['queued', 'handling', 'archiving', 'success'].map(observed)]
  expect(story(...life)).toEqual(['submitting', 'queued', 'queued', 'handling', 'archiving', 'succeeded'])
})

it('keeps what the task brought', () => {
  const task = snapshot('success')
  expect(after(submitted, { ...accepted, replayed: true }, { type: 'observed', task })).toEqual({
    phase: 'succeeded',
    taskId,
    outputs: task.outputs,
    task,
    replayed: true,
  })
})

it('keeps why a task failed', () => {
  const state = after(submitted, accepted, observed('fail'))
  expect(state).toMatchObject({ phase: 'failed', taskId, error: { code: 'task_failed', task: { status: 'fail' } } })
})

it('keeps the id of a paid task when waiting for it ends', () => {
  expect(after(submitted, accepted, abort)).toMatchObject({ phase: 'aborted', taskId })
  expect(after(submitted, accepted, failure)).toMatchObject({ phase: 'failed', taskId })
  const early = new DeadlineError(1, { phase: 'submit', outcome: 'not_sent' })
  expect(after(submitted, { type: 'failed', error: early })).toEqual({
    phase: 'failed',
    error: early,
    taskId: undefined,
  })
})

it('never goes back: an old answer changes nothing', () => {
  const old = ['archiving', 'queued', 'handling', 'archiving'].map(observed)
  expect(story(submitted, accepted, ...old).slice(2)).toEqual(Array(4).fill('archiving'))
})

it('does not take a status nobody documented for an end, nor for progress', () => {
  const strange = ['handling', 'cancelled', 'queued', 'archiving', 'paused', 'handling', 'success'].map(observed)
  expect(story(submitted, accepted, ...strange).slice(2)).toEqual([
    'handling',
    'cancelled',
    'cancelled',
    'archiving',
    'paused',
    'paused',
    'succeeded',
  ])
})

it("does not listen to another task's snapshot", () => {
  const waiting = after(submitted, accepted)
  const other: TaskEvent = { type: 'observed', task: snapshot('success', { taskId: 'tk-other' }) }
  expect(advance(waiting, other)).toBe(waiting)
})

it.each(['success', 'fail'])('lets nothing but a new run follow %s', (status) => {
  const end = after(submitted, accepted, observed(status))
  for (const event of events) {
    if (event.type === 'submitted') expect(advance(end, event)).toEqual({ phase: 'submitting' })
    else expect(advance(end, event)).toBe(end)
  }
})

it('starts no second run while one is under way', () => {
  for (const state of [after(submitted), after(submitted, accepted)]) expect(advance(state, submitted)).toBe(state)
})

describe('whatever happens, in whatever order', () => {
  const anyEvents = fc.array(fc.constantFrom(...events), { maxLength: 30 })
  const runs = { seed: 20_260_101, numRuns: 1_000 }

  it('each step is one that taskTransitions allows, and the same object where it allows none', () => {
    fc.assert(
      fc.property(anyEvents, (happened) => {
        let state = idle
        for (const event of happened) {
          const allowed: Partial<Record<TaskEvent['type'], readonly string[]>> = taskTransitions[state.phase]
          const next = advance(state, event)
          const phases = allowed[event.type]
          if (next !== state && !phases?.includes(next.phase)) throw new Error(`${state.phase} → ${next.phase}`)
          if (phases === undefined && next !== state) throw new Error('not the same object')
          state = next
        }
      }),
      runs,
    )
  })

  it('an end stays an end, and the rank of a running task never falls', () => {
    fc.assert(
      fc.property(anyEvents, (happened) => {
        let state = after(submitted, accepted)
        for (const event of happened.filter(({ type }) => type !== 'submitted')) {
          const next = advance(state, event)
          if (isOver(state) && next !== state) throw new Error('an end was overwritten')
          if (state.phase === 'waiting' && next.phase === 'waiting' && next.rank < state.rank)
            throw new Error('went back')
          state = next
        }
      }),
      runs,
    )
  })

  it('to see the same twice is to see it once', () => {
    fc.assert(
      fc.property(anyEvents, fc.constantFrom(...events.slice(1)), (happened, event) => {
        const once = advance(after(...happened), event)
        expect(advance(once, event)).toBe(once)
      }),
      runs,
    )
  })
})
