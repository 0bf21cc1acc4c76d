import type { TaskSnapshot } from '@nano-banana/core'
import type { EffectContext, GenerationServiceOptions } from '@nano-banana/node'
import type { Plan } from '../plan/plan.ts'
import { drawByName, effectFaults } from '../plan/service-faults.ts'
import type { DiskTransaction } from './disk.ts'
import type { History } from './history.ts'
import type { Machine } from './machine.ts'

/** What the effects of a world are made of. */
export interface EffectTools {
  readonly plan: Plan
  readonly history: History
  readonly nowMs: () => number
  readonly muted: ReadonlySet<string>
  /** Told when an effect has begun, the how manieth of its machine. */
  readonly onBegun: (machine: Machine, nth: number) => void
}

type Effects = Pick<GenerationServiceOptions<DiskTransaction>, 'onSettled' | 'commitEffect'>

const never = new AbortController().signal

/** The app's own effects: they throw, take long, or are never heard of again, as the plan says. */
export function createEffects({ plan, history, nowMs, muted, onBegun }: EffectTools): (machine: Machine) => Effects {
  const counts = new Map<string, number>()
  const begun = new Map<Machine, number>()
  const nth = (series: string): number => {
    const next = (counts.get(series) ?? 0) + 1
    counts.set(series, next)
    return next
  }

  function draw(series: string) {
    const id = `${series} ${nth(series)}`
    const { fault, random } = drawByName({ seed: plan.seed, rates: plan.service?.rates ?? [], among: effectFaults }, id)
    const isSpared = nowMs() >= plan.healMs || muted.has(id)
    if (fault && !isSpared) history.add({ type: 'struck', fault, id })
    return { fault: isSpared ? undefined : fault, random }
  }

  // It fails until a human has seen to it.
  function isPoisoned(operation: string): boolean {
    const id = `effect_poisoned ${operation}`
    if (plan.service?.poisoned !== operation || muted.has(id)) return false
    if (history.events.some((event) => event.type === 'resubmitted' && event.operation === operation)) return false
    history.add({ type: 'struck', fault: 'effect_poisoned', id })
    return true
  }

  return (machine) => {
    const seen = (task: TaskSnapshot, { effectId, operationId }: EffectContext) => ({
      ...{ machine: machine.name, operation: operationId, effectId, task },
    })

    async function onSettled(task: TaskSnapshot, context: EffectContext): Promise<void> {
      const entry = seen(task, context)
      const { fault, random } = draw(`onSettled ${context.operationId}`)
      history.add({ type: 'effect', stage: 'begun', ...entry })
      begun.set(machine, (begun.get(machine) ?? 0) + 1)
      onBegun(machine, begun.get(machine) ?? 0)
      await machine.clock.sleep(fault === 'effect_slow' ? random.between(1_000, 240_000) : random.between(1, 50), never)
      const isBroken = isPoisoned(context.operationId) || fault === 'effect_threw'
      history.add({ type: 'effect', stage: isBroken ? 'threw' : 'done', ...entry })
      if (isBroken) throw new Error('the effect is broken')
    }

    function commitEffect(task: TaskSnapshot, tx: DiskTransaction, context: EffectContext): void | Promise<void> {
      const { fault, random } = draw(`commitEffect ${context.operationId}`)
      tx.add(seen(task, context))
      if (fault === 'effect_threw') throw new Error('the effect is broken')
      if (plan.service?.effects.commits === 'later')
        return machine.clock.sleep(random.between(1, fault === 'effect_slow' ? 60_000 : 20), never)
    }

    const { isSettledTold, commits } = plan.service?.effects ?? {}
    return { ...(isSettledTold && { onSettled }), ...(commits && { commitEffect }) }
  }
}
