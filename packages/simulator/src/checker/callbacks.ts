import type { TaskSnapshot } from '@nano-banana/core'
import type { Attack } from '../plan/service-faults.ts'
import { evilOrigin } from '../world/attacker.ts'
import type { Evidence } from './evidence.ts'
import { checkEach, type Invariant } from './invariant.ts'
import { nothingKept } from './keeping.ts'
import { troubles } from './service-trouble.ts'

/** A signature is believed for five minutes; a little less, so that what is on the edge is not judged. */
const surelyFreshMs = 290_000
const outputOrigin = 'https://outputs.example/'

function answersIn({ events }: Evidence) {
  const arrivals = new Map(
    events.flatMap((event, order) =>
      event.type === 'called_back' ? [[event.callback, { ...event, order }] as const] : [],
    ),
  )
  return events.flatMap((event, order) => {
    const arrived = event.type === 'acknowledged' ? arrivals.get(event.callback) : undefined
    return event.type === 'acknowledged' && arrived ? { arrived, status: event.status, order } : []
  })
}

/** Whoever acknowledges a callback will never hear it again. */
export const durableFirst: Invariant = {
  id: 'I-09',
  claim: 'a callback is answered with 2xx only after what it tells, or that it came, is durable',
  check(evidence) {
    if (!evidence.plan.service) return nothingKept
    const mayDoubtAge = troubles(evidence, 'wall_jump').length > 0
    const heard = answersIn(evidence).filter(({ arrived, status }) => status < 300 && arrived.kind !== 'foreign_task')
    return checkEach(heard, ({ arrived, order }) => {
      const records = evidence.kept(arrived.operation).filter((kept) => kept.order < order)
      if (records.at(-1)?.record.task) return undefined
      const isTrusted =
        !mayDoubtAge && arrived.kind === 'genuine' && arrived.ageMs !== undefined && arrived.ageMs < surelyFreshMs
      if (isTrusted) return `callback ${arrived.callback} was acknowledged before the end of its task was durable`
      const isNoted = records.some((kept) => kept.order > arrived.order && kept.machine === arrived.machine)
      return isNoted ? undefined : `callback ${arrived.callback} was acknowledged before anything of it was durable`
    })
  },
}

const strangers: readonly ('genuine' | Attack)[] = ['forged_signature', 'other_body', 'guessed_address']

/** Nobody but the service says how a task ended. */
export const onlyTheServiceBelieved: Invariant = {
  id: 'I-10',
  claim: "no word of a forged, unsigned or stale callback reaches a record or an effect: they are the service's own",
  check(evidence) {
    const { plan, events, operations, kept } = evidence
    if (!plan.service) return nothingKept
    const effects = events.filter((event) => event.type === 'effect' || event.type === 'committed')
    const told = checkEach(effects, ({ effectId, task, operation }) => {
      const lie = lieIn(task, operation, evidence)
      return lie && `the effect ${effectId} was told ${lie}`
    })
    const lies = operations.flatMap(({ name }) =>
      kept(name).some(({ record }) => JSON.stringify(record.task)?.includes(evilOrigin))
        ? `the record of ${name} holds what a stranger said`
        : [],
    )
    const believed = answersIn(evidence).flatMap(({ arrived, status }) => {
      const isStranger =
        strangers.includes(arrived.kind) || (arrived.kind === 'unsigned' && plan.service?.callbacks === 'signed')
      return isStranger && (status < 400 || status > 499) ? `a ${arrived.kind} was answered ${status}` : []
    })
    return { reached: told.reached, breaches: [...told.breaches, ...lies, ...believed] }
  },
}

function lieIn(
  { taskId, status, outputs, failure }: TaskSnapshot,
  operation: string,
  evidence: Evidence,
): string | undefined {
  const task = evidence.task(taskId)
  if (!task || !evidence.billed(operation).some((entry) => entry.taskId === taskId))
    return `of ${taskId}, which was never made for it`
  if (status !== (task.failure ? 'fail' : 'success')) return `that it ended in ${status}`
  if (failure?.code !== task.failure?.code) return `that it failed for ${failure?.code}`
  const strange = outputs.find(({ url }) => !url.startsWith(`${outputOrigin}outputs/${taskId}.`))
  if (strange) return `of an output at ${strange.url}`
  // Outputs that lag behind for a minute are given up.
  const mayBeMissing = task.failure !== undefined || troubles(evidence, 'no_outputs', 'garbage').length > 0
  return outputs.length === 0 && !mayBeMissing ? 'of no output' : undefined
}
