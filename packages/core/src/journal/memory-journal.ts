import { isolate } from '../cell.ts'
import { frozenCopy } from './frozen-copy.ts'
import type { Effect, Journal, OperationQuery } from './journal.ts'
import { JournalError } from './journal-error.ts'
import { type Operation, type OperationState, operationStates } from './operation.ts'

/** A journal that ends with its process: for tests, and for where a lost record costs nothing. Effects must be synchronous. */
export function memoryJournal(): Journal<undefined> {
  const operations = new Map<string, Operation>()
  const byTask = new Map<string, string>()
  const byToken = new Map<string, string>()
  const listeners = new Set<(operationId: string) => void>()
  const named = async (operationId: string | undefined): Promise<Operation | undefined> =>
    operationId === undefined ? undefined : operations.get(operationId)

  function write(next: Operation): Operation {
    const { operationId, token, taskId } = next
    const before = operations.get(operationId)
    operations.set(operationId, next)
    // Most writes change neither, and an index of thousands is slow to change.
    reindex(byToken, operationId, { from: before?.token, to: token })
    reindex(byTask, operationId, { from: before?.taskId, to: taskId })
    for (const listener of [...listeners]) isolate(() => listener(operationId), rethrowOutside)
    return next
  }

  function remove({ operationId, token, taskId = '' }: Operation): void {
    operations.delete(operationId)
    byToken.delete(token)
    byTask.delete(taskId)
  }

  const holderOf = ({ taskId = '' }: Operation): Operation | undefined => operations.get(byTask.get(taskId) ?? '')

  return {
    async insert(operation) {
      return operations.get(operation.operationId) ?? holderOf(operation) ?? write(frozenCopy(operation))
    },
    get: named,
    getByTask: (taskId) => named(byTask.get(taskId)),
    getByToken: (token) => named(byToken.get(token)),
    list: async (query) => select([...operations.values()], query),
    async count() {
      const counts: Record<OperationState, number> = { intended: 0, accepted: 0, final: 0, settled: 0, parked: 0 }
      for (const { state } of operations.values()) counts[state] += 1
      return counts
    },
    async replace(next, effect) {
      const before = operations.get(next.operationId)
      if (before?.revision !== next.revision - 1) return false
      // What cannot be written must have no effect.
      const copy = frozenCopy(next, before)
      const holder = before.taskId === next.taskId ? before : holderOf(next)
      if (holder && holder.operationId !== next.operationId)
        throw new JournalError('task_taken', `Operation ${holder.operationId} holds task ${next.taskId}`)
      if (effect) runEffect(effect)
      write(copy)
      return true
    },
    async forget(dueByMs) {
      const old = [...operations.values()].filter(({ state, dueAtMs }) => state === 'settled' && isBy(dueAtMs, dueByMs))
      for (const operation of old) remove(operation)
      return old.length
    },
    subscribe(listener) {
      // A wrapper of its own, so that the same function may listen twice.
      const entry = (operationId: string): void => listener(operationId)
      listeners.add(entry)
      return () => void listeners.delete(entry)
    },
    close: async () => listeners.clear(),
  }
}

interface Move {
  readonly from: string | undefined
  readonly to: string | undefined
}

function reindex(index: Map<string, string>, operationId: string, { from, to }: Move): void {
  if (from === to) return
  if (from !== undefined) index.delete(from)
  if (to !== undefined) index.set(to, operationId)
}

function runEffect(effect: Effect<undefined>): void {
  const returned = effect(undefined)
  if (!(returned instanceof Promise)) return
  // It has failed already, and must not end the process as well.
  returned.catch(() => undefined)
  throw new JournalError('effect', 'An effect in the memory journal must be synchronous')
}

function rethrowOutside(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}

const isBy = (dueAtMs: number | null, byMs: number): boolean => dueAtMs !== null && dueAtMs <= byMs

function select(
  operations: readonly Operation[],
  { states = operationStates, owner, dueByMs, after, first = 'oldest', limit = 100 }: OperationQuery = {},
): readonly Operation[] {
  const order = first === 'oldest' ? byAge : (a: Place, b: Place): number => byAge(b, a)
  return operations
    .filter(
      (operation) =>
        states.includes(operation.state) &&
        (owner === undefined || operation.owner === owner) &&
        (dueByMs === undefined || isBy(operation.dueAtMs, dueByMs)) &&
        (after === undefined || order(after, operation) < 0),
    )
    .sort(order)
    .slice(0, limit)
}

type Place = Pick<Operation, 'operationId' | 'createdAtMs'>

const byAge = (a: Place, b: Place): number =>
  a.createdAtMs - b.createdAtMs || (a.operationId < b.operationId ? -1 : Number(a.operationId > b.operationId))
