import type { GenerationService } from '@nano-banana/node'
import type { Attack } from '../plan/service-faults.ts'
import type { History } from './history.ts'
import type { Machine } from './machine.ts'

/** A callback on the wire. */
export interface WireCallback {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What the checker is told of a callback, and the service is not. */
export interface CallbackFacts {
  readonly kind: 'genuine' | Attack
  readonly operation: string
  readonly taskId: string
  /** When it was signed, in milliseconds of the world; nothing when it was not. */
  readonly signedMs: number | undefined
}

/** What stands at the public address: a load balancer that knows which processes are up. */
export interface CallbackDoor {
  readonly open: (machine: Machine, service: GenerationService) => void
  /** Hands a callback to a process, and tells its answer, if there ever is one; `false` when no process is up. */
  readonly knock: (callback: WireCallback, facts: CallbackFacts, onAnswer: (status: number) => void) => boolean
}

/** A door behind which no process is up yet. */
export function createCallbackDoor(
  history: History,
  { hasWaitUntil, nowMs }: { readonly hasWaitUntil: boolean; readonly nowMs: () => number },
): CallbackDoor {
  const services = new Map<string, { readonly machine: Machine; readonly service: GenerationService }>()
  let callbacks = 0

  return {
    open: (machine, service) => void services.set(machine.computer, { machine, service }),
    knock({ url, headers, body }, { signedMs, ...facts }, onAnswer) {
      const up = [...services.values()].filter(({ machine }) => machine.isAlive())
      const callback = ++callbacks
      const behind = up[callback % Math.max(1, up.length)]
      if (behind === undefined) return false
      const { machine, service } = behind
      machine.deliver(() => {
        const ageMs = signedMs === undefined ? undefined : nowMs() - signedMs
        history.add({ type: 'called_back', callback, machine: machine.name, ageMs, ...facts })
        const request = new Request(url, { method: 'POST', headers, body })
        const context = hasWaitUntil ? { waitUntil: () => undefined } : {}
        service.handleCallback(request, context).then(({ status }) => {
          history.add({ type: 'acknowledged', callback, machine: machine.name, status })
          onAnswer(status)
        })
      })
      return true
    },
  }
}
