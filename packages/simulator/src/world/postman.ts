import type { Delivery, Receipt, Service } from '@nano-banana/emulator/service'
import type { Plan } from '../plan/plan.ts'
import { callbackFaults, drawByName } from '../plan/service-faults.ts'
import { createRandom } from '../random.ts'
import type { CallbackDoor } from './callback-door.ts'
import type { History } from './history.ts'
import { epochMs } from './machine.ts'
import type { VirtualTime } from './virtual-time.ts'

/** Carries callbacks from the service to the door. */
export interface Postman {
  /** Looks whether the courier has something new. */
  readonly look: () => void
  /** All that has left so far. */
  readonly carried: () => readonly Delivery[]
  /** Whether nothing is under way, nor due ever again. */
  readonly isDone: () => boolean
}

/** What a postman needs of the world. */
export interface PostmanTools {
  readonly plan: Plan
  readonly time: VirtualTime
  readonly history: History
  readonly muted: ReadonlySet<string>
  readonly courier: Service['courier']
  readonly door: CallbackDoor
  readonly operationOf: (taskId: string) => string | undefined
}

/** A postman who has carried nothing yet. */
export function createPostman(tools: PostmanTools): Postman {
  const { plan, time, history, muted, courier, door } = tools
  const carried: Delivery[] = []
  let looksAtMs = Number.POSITIVE_INFINITY
  let underWay = 0

  function look(): void {
    const dueMs = courier.nextDueMs() - epochMs
    if (dueMs >= looksAtMs) return
    looksAtMs = dueMs
    time.at(dueMs, () => {
      looksAtMs = Number.POSITIVE_INFINITY
      for (const delivery of courier.due(epochMs + time.nowMs())) carry(delivery)
      look()
    })
  }

  function carry(delivery: Delivery): void {
    const { taskId, attempt, isCopy, timeoutMs } = delivery
    const operation = tools.operationOf(taskId) ?? 'unknown'
    const id = `callback ${operation} ${taskId.slice(-4)} ${attempt}${isCopy ? ' copy' : ''}`
    const { fault, random } = draw(id)
    let isOpen = true
    underWay += 1
    carried.push(delivery)
    const settle = (receipt: Receipt): void => {
      if (!isOpen) return
      isOpen = false
      underWay -= 1
      courier.settle(delivery, receipt, epochMs + time.nowMs())
      look()
    }
    const arrive = (): void => {
      const stamp = delivery.headers['x-hiapi-timestamp']
      const signedMs = stamp === undefined ? undefined : Number(stamp) * 1000 - epochMs
      const isUp = door.knock(delivery, { kind: 'genuine', operation, taskId, signedMs }, (status) => {
        if (fault !== 'callback_unheard') settle({ kind: 'answered', status })
      })
      if (isUp) return
      history.add({ type: 'struck', fault: 'callback_refused', id: `${id} refused` })
      settle({ kind: 'answered', status: 502 })
    }
    const travelMs = fault === 'callback_late' ? random.between(1_000, 900_000) : random.between(1, 80)
    if (fault !== 'callback_lost') time.at(time.nowMs() + travelMs, arrive)
    if (fault === 'callback_twice') time.at(time.nowMs() + travelMs + random.between(0, 600_000), arrive)
    time.at(time.nowMs() + timeoutMs, () => settle({ kind: 'unanswered' }))
  }

  function draw(id: string) {
    const isSpared = time.nowMs() >= plan.healMs || muted.has(id)
    if (isSpared) return { fault: undefined, random: createRandom(plan.seed, id) }
    const drawn = drawByName({ seed: plan.seed, rates: plan.service?.rates ?? [], among: callbackFaults }, id)
    if (drawn.fault) history.add({ type: 'struck', fault: drawn.fault, id })
    return drawn
  }

  return {
    look,
    carried: () => carried,
    isDone: () => underWay === 0 && courier.nextDueMs() === Number.POSITIVE_INFINITY,
  }
}
