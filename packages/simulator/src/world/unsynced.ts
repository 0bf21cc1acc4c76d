import type { Operation } from '@nano-banana/core'
import type { History } from './history.ts'
import type { Machine } from './machine.ts'
import type { VirtualTime } from './virtual-time.ts'

/** Writes that somebody has asked for and that are not durable yet. */
export interface Unsynced {
  /** Syncs a write a little later, unless its process is gone by then. */
  readonly add: (machine: Machine, record: Operation, delayMs: number, sync: () => void) => void
  /** Drops what a process has asked for. */
  readonly lose: (machine: Machine) => void
}

/** Nothing asked for yet. */
export function createUnsynced(time: VirtualTime, history: History): Unsynced {
  const waiting = new Map<Machine, Map<() => void, string>>()
  return {
    add(machine, { operationId, revision }, delayMs, sync) {
      const mine = waiting.get(machine) ?? new Map<() => void, string>()
      waiting.set(machine, mine)
      const cancel = time.at(time.nowMs() + delayMs, () => {
        mine.delete(cancel)
        sync()
      })
      mine.set(cancel, `${operationId} ${revision}`)
    },
    lose(machine) {
      for (const [cancel, name] of waiting.get(machine) ?? []) {
        cancel()
        history.add({ type: 'struck', fault: 'write_dropped', id: `write_dropped ${machine.name} ${name}` })
      }
      waiting.delete(machine)
    },
  }
}
