import { onAbort } from '../abort-signal.ts'
import type { Leave, Priority } from './quota.ts'

/** Requests that wait to go, first come first served within each line. */
export interface WaitingLines {
  /** Resolves when the request is let go; rejects with the signal's reason. */
  readonly wait: (priority: Priority, signal: AbortSignal) => Promise<Leave>
  /** Lets the first one go of those whose priority may; false when there is none. */
  readonly letGo: (
    mayGo: (priority: Priority) => boolean,
    go: (priority: Priority, signal: AbortSignal) => Leave,
  ) => boolean
  readonly isEmpty: () => boolean
}

const order = ['watch', 'interactive', 'bulk', 'background'] as const satisfies readonly Priority[]

interface Waiting {
  readonly signal: AbortSignal
  readonly resolve: (leave: Leave) => void
}

/** Nobody waits. */
export function createWaitingLines(): WaitingLines {
  const lines = order.map((priority) => ({ priority, line: new Set<Waiting>() }))
  return {
    wait: (priority, signal) =>
      new Promise((resolve, reject) => {
        const line = lines.find((known) => known.priority === priority)?.line
        const waiting: Waiting = {
          signal,
          resolve(leave) {
            forget()
            resolve(leave)
          },
        }
        line?.add(waiting)
        const forget = onAbort(signal, () => {
          line?.delete(waiting)
          reject(signal.reason)
        })
      }),
    letGo(mayGo, go) {
      for (const { priority, line } of lines) {
        const [first] = line
        if (first === undefined || !mayGo(priority)) continue
        line.delete(first)
        first.resolve(go(priority, first.signal))
        return true
      }
      return false
    },
    isEmpty: () => lines.every(({ line }) => line.size === 0),
  }
}
