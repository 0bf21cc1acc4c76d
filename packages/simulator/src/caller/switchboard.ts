import type { TaskState } from '@nano-banana/core'
import type { History, Method, Settlement } from '../world/history.ts'
import type { Machine } from '../world/machine.ts'
import { createCountedSignal } from './counted-signal.ts'

/** One question to a client: who asks, where, and how. */
export interface Question {
  readonly operation: string
  readonly machine: Machine
  readonly method: Method
  readonly key: string | false | undefined
  readonly deadlineMs: number
  /** When the caller gives up, in milliseconds from now. */
  readonly abortAfterMs?: number | undefined
  /** Whether the caller's listener is broken. */
  readonly throwsOnUpdate?: boolean
}

/** What a caller passes along with every question. */
export interface Wires {
  readonly signal: AbortSignal
  readonly onUpdate: (state: TaskState) => void
  /** What a watch told. */
  readonly onStatus: (status: string, taskId: string) => void
}

/** Puts every question of every caller on record: when it was asked, what was heard, and how it ended. */
export interface Switchboard {
  /** Resolves with how it ended, never rejects; stays open for ever when the process dies first. */
  readonly ask: (question: Question, put: (wires: Wires) => Promise<Answered>) => Promise<Settlement>
  /** The call under way for an operation on a machine. */
  readonly callOf: (operation: string, machine: string) => string | undefined
  /** Listeners that a machine's questions have left on their callers' signals. */
  readonly listeners: (machine: Machine) => number
}

/** What a question resolves with, as far as it matters. */
export interface Answered {
  readonly taskId: string
  readonly outputs?: readonly unknown[]
}

/** What a switchboard needs. */
export interface SwitchboardTools {
  readonly history: History
  readonly after: (ms: number, run: () => void) => void
}

/** A switchboard with no call on it. */
export function createSwitchboard({ history, after }: SwitchboardTools): Switchboard {
  const underWay = new Map<string, string>()
  const signals = new Map<Machine, Set<() => number>>()
  let calls = 0

  return {
    callOf: (operation, machine) => underWay.get(`${operation} ${machine}`),
    listeners: (machine) => [...(signals.get(machine) ?? [])].reduce((sum, count) => sum + count(), 0),
    async ask({ operation, machine, method, key, deadlineMs, abortAfterMs, throwsOnUpdate }, put) {
      const call = `call${++calls}`
      const line = `${operation} ${machine.name}`
      const localMs = machine.clock.monotonic
      const { signal, abort, listeners } = createCountedSignal()
      const counts = signals.get(machine) ?? new Set()
      signals.set(machine, counts.add(listeners))
      underWay.set(line, call)
      history.add({
        type: 'called',
        call,
        operation,
        machine: machine.name,
        method,
        key,
        deadlineMs,
        localMs: localMs(),
      })

      if (abortAfterMs !== undefined)
        after(abortAfterMs, () =>
          machine.deliver(() => {
            if (underWay.get(line) !== call) return
            history.add({ type: 'struck', fault: 'abort', id: `abort ${call}` })
            history.add({ type: 'aborted', call, localMs: localMs() })
            abort('the caller has left')
          }),
        )

      const onStatus = (status: string, taskId: string): void => {
        history.add({ type: 'observed', call, status, taskId })
      }
      const onUpdate = (state: TaskState): void => {
        history.add({ type: 'observed', call, status: wordOf(state), taskId: taskIdOf(state) })
        if (!throwsOnUpdate) return
        history.add({ type: 'struck', fault: 'throwing_listener', id: `throwing_listener ${call}` })
        throw new Error('the listener is broken')
      }
      const settlement = await put({ signal, onUpdate, onStatus }).then(
        ({ taskId, outputs }) => ({ isResolved: true, taskId, outputs: outputs?.length, error: undefined }),
        (error: unknown) => ({ isResolved: false, taskId: taskIdOf(error), outputs: undefined, error }),
      )
      if (underWay.get(line) === call) underWay.delete(line)
      history.add({ type: 'settled', call, localMs: localMs(), ...settlement })
      return settlement
    },
  }
}

const wordOf = (state: TaskState): string => (state.phase === 'waiting' ? state.status : state.phase)

/** The task that a state or an error names. */
function taskIdOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('taskId' in value)) return undefined
  return typeof value.taskId === 'string' ? value.taskId : undefined
}
