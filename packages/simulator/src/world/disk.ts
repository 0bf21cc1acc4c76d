import { type Effect, type Journal, JournalError, memoryJournal, type Operation } from '@nano-banana/core'
import type { Plan } from '../plan/plan.ts'
import { drawByName, writeFaults } from '../plan/service-faults.ts'
import { createRandom } from '../random.ts'
import type { History } from './history.ts'
import type { Machine } from './machine.ts'
import type { ServiceHappening } from './service-happening.ts'
import { createUnsynced } from './unsynced.ts'
import type { VirtualTime } from './virtual-time.ts'

/** What an effect can write in the journal's own transaction. */
export interface DiskTransaction {
  readonly add: (effect: Omit<Extract<ServiceHappening, { type: 'committed' }>, 'type'>) => void
}

/** What all journals of a world are written to: it survives every process. */
export interface Disk {
  /** The journal as one process has it. */
  readonly journalFor: (machine: Machine) => Journal<DiskTransaction>
  /** What a process has written and nobody has synced is gone with it. */
  readonly lose: (machine: Machine) => void
  /** Nothing can be read or written until then. */
  readonly failUntil: (ms: number) => void
  /** All that is durable. */
  readonly records: () => Promise<readonly Operation[]>
}

/** What a disk is made of. */
export interface DiskTools {
  readonly plan: Plan
  readonly time: VirtualTime
  readonly history: History
  readonly muted: ReadonlySet<string>
  /** Told of each durable write, before its writer is. */
  readonly onKept: (machine: Machine, nth: number) => void
}

/** An empty disk. A write is seen by nobody before it is durable, a little after it was asked for. */
export function createDisk({ plan, time, history, muted, onKept }: DiskTools): Disk {
  const durable = memoryJournal()
  const unsynced = createUnsynced(time, history)
  const counts = new Map<string, number>()
  const kept = new Map<Machine, number>()
  let failsUntilMs = 0

  const isDown = (): boolean => time.nowMs() < failsUntilMs

  function drawFault(machine: Machine, operationId: string) {
    const series = `write ${machine.computer} ${operationId}`
    const nth = (counts.get(series) ?? 0) + 1
    counts.set(series, nth)
    const id = `${series} ${nth}`
    const drawn = drawByName({ seed: plan.seed, rates: plan.service?.rates ?? [], among: writeFaults }, id)
    const isSpared = time.nowMs() >= plan.healMs || muted.has(id)
    if (drawn.fault && !isSpared) history.add({ type: 'struck', fault: drawn.fault, id })
    return isSpared ? { ...drawn, fault: undefined } : drawn
  }

  function keep(machine: Machine, record: Operation): void {
    history.add({ type: 'kept', machine: machine.name, record })
    const nth = (kept.get(machine) ?? 0) + 1
    kept.set(machine, nth)
    onKept(machine, nth)
  }

  function write<T>(machine: Machine, next: Operation, sync: () => Promise<T>): Promise<T> {
    const { fault, random } = drawFault(machine, next.operationId)
    const delayMs = fault === 'write_slow' ? random.between(2_000, 50_000) : random.between(1, 30)
    return new Promise((resolve, reject) => {
      const fail = (): void =>
        machine.deliver(() => {
          history.add({ type: 'journal_failed', machine: machine.name, operation: next.operationId })
          reject(unavailable())
        })
      unsynced.add(machine, next, delayMs, () => {
        if (isDown() || fault === 'write_failed') return fail()
        sync().then(
          (result) => (fault === 'write_unheard' ? fail() : machine.deliver(() => resolve(result))),
          (error: unknown) => machine.deliver(() => reject(error)),
        )
      })
    })
  }

  const reads = createRandom(plan.seed, 'reads')
  const read = <T>(machine: Machine, look: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      time.at(time.nowMs() + reads.between(0.1, 10), () => {
        if (!isDown()) return void look().then((found) => machine.deliver(() => resolve(found)))
        history.add({ type: 'journal_failed', machine: machine.name, operation: 'any' })
        machine.deliver(() => reject(unavailable()))
      })
    })

  async function replace(machine: Machine, next: Operation, effect?: Effect<DiskTransaction>): Promise<boolean> {
    const current = await durable.get(next.operationId)
    if (current?.revision !== next.revision - 1) return false
    const staged: Parameters<DiskTransaction['add']>[0][] = []
    await effect?.({ add: (entry) => staged.push(entry) })
    // Whoever was faster meanwhile has won, and nothing of the effect is left.
    if (!(await durable.replace(next))) return false
    for (const entry of staged) history.add({ type: 'committed', ...entry })
    keep(machine, next)
    return true
  }

  return {
    journalFor: (machine) => ({
      insert: (operation) =>
        write(machine, operation, async () => {
          const known = await durable.get(operation.operationId)
          if (known) return known
          const stored = await durable.insert(operation)
          if (stored.operationId === operation.operationId) keep(machine, stored)
          return stored
        }),
      get: (operationId) => read(machine, () => durable.get(operationId)),
      getByTask: (taskId) => read(machine, () => durable.getByTask(taskId)),
      getByToken: (token) => read(machine, () => durable.getByToken(token)),
      list: (query) => read(machine, () => durable.list(query)),
      count: () => read(machine, durable.count),
      replace: (next, effect) => write(machine, next, () => replace(machine, next, effect)),
      forget: (dueByMs) => read(machine, () => durable.forget(dueByMs)),
      subscribe: durable.subscribe,
      close: async () => undefined,
    }),
    lose: unsynced.lose,
    failUntil: (ms) => {
      failsUntilMs = ms
    },
    records: () => durable.list(),
  }
}

const unavailable = (): JournalError =>
  new JournalError('unavailable', 'The journal cannot be reached: try again later')
