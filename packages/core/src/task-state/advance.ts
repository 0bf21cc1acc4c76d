import { type AnyNanoBananaError, TaskFailedError } from '../errors/family.ts'
import type { TaskSnapshot } from '../schema/task.ts'
import type { TaskEvent, TaskState } from './state.ts'
import { rankOf } from './status.ts'

type Phase = TaskState['phase']
type Waiting = Extract<TaskState, { phase: 'waiting' }>

/**
 * The phases that each event may lead to, from each phase; an event that is not listed changes nothing. `prepared` is
 * listed nowhere: that the input is checked and the key made matters only to whoever keeps them.
 * `submitted` starts a new run from anywhere but a running one; `accepted` also starts one for a task made elsewhere.
 */
export const taskTransitions = {
  idle: { submitted: ['submitting'], accepted: ['waiting'] },
  submitting: { accepted: ['waiting'], failed: ['failed'], aborted: ['aborted'] },
  waiting: { observed: ['waiting', 'succeeded', 'failed'], failed: ['failed'], aborted: ['aborted'] },
  succeeded: { submitted: ['submitting'] },
  failed: { submitted: ['submitting'] },
  aborted: { submitted: ['submitting'] },
} as const satisfies Readonly<Record<Phase, Readonly<Partial<Record<TaskEvent['type'], readonly Phase[]>>>>>

/** The state after an event: pure, and the very same object when nothing changed. */
export function advance(state: TaskState, event: TaskEvent): TaskState {
  if (!(event.type in taskTransitions[state.phase])) return state
  switch (event.type) {
    case 'submitted':
      return { phase: 'submitting' }
    case 'accepted':
      return { phase: 'waiting', taskId: event.taskId, status: 'queued', rank: 0, replayed: event.replayed }
    case 'observed':
      return state.phase === 'waiting' ? observe(state, event.task) : state
    case 'prepared':
      return state
    case 'failed':
      return { phase: 'failed', error: event.error, taskId: taskIdOf(state, event.error) }
    case 'aborted':
      return { phase: 'aborted', error: event.error, taskId: taskIdOf(state, event.error) }
  }
}

function observe(state: Waiting, task: TaskSnapshot): TaskState {
  if (task.taskId !== state.taskId) return state
  const { taskId, replayed } = state
  if (task.status === 'success') return { phase: 'succeeded', taskId, outputs: task.outputs, task, replayed }
  if (task.status === 'fail') return { phase: 'failed', error: new TaskFailedError(task), taskId }
  const rank = rankOf(task.status)
  // A status that nobody documented says nothing of how far the task is.
  const isOldAnswer = rank !== -1 && rank < state.rank
  if (isOldAnswer || task.status === state.status) return state
  return { ...state, status: task.status, rank: Math.max(rank, state.rank) }
}

const taskIdOf = (state: TaskState, error: AnyNanoBananaError): string | undefined =>
  state.phase === 'waiting' ? state.taskId : error.taskId
