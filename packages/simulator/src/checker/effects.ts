import type { Dated } from '../world/history.ts'
import type { Evidence } from './evidence.ts'
import { checkEach, type Invariant } from './invariant.ts'
import { nothingKept } from './keeping.ts'
import { troubles, wallIsOffMs } from './service-trouble.ts'

/** An effect within the journal's transaction. */
export const committedOnce: Invariant = {
  id: 'I-07',
  claim: 'of each task, at most one effect is ever committed; of one that is settled, exactly one',
  check(evidence) {
    const { plan, operations, events, kept } = evidence
    if (!plan.service?.effects.commits) return nothingKept
    const committed = events.filter((event) => event.type === 'committed')
    const settled = operations.filter(({ name }) => kept(name).some(({ record }) => record.state === 'settled'))
    const findings = checkEach(settled, ({ name }) => {
      const mine = committed.filter(({ operation }) => operation === name)
      return mine.length === 1 ? undefined : `${name} was settled with ${mine.length} committed effects`
    })
    const twice = [...Map.groupBy(committed, ({ task }) => task.taskId)].flatMap(([taskId, effects]) =>
      effects.length > 1 ? `the effect of ${taskId} was committed ${effects.length} times` : [],
    )
    return { reached: findings.reached, breaches: [...findings.breaches, ...twice] }
  },
}

/** An effect outside of it, as often as it can honestly be promised. */
export const effectsHappen: Invariant = {
  id: 'I-08',
  claim: 'onSettled happens once before its operation is settled, and again only with a reason and the same effectId',
  check(evidence) {
    const { plan, operations, events, kept } = evidence
    if (!plan.service?.effects.isSettledTold) return nothingKept
    const effects = events.flatMap((event, order) => (event.type === 'effect' ? { ...event, order } : []))
    const told = operations.filter(({ name }) => effects.some(({ operation }) => operation === name))
    const repeated = checkEach(told, ({ name }) => {
      const mine = effects.filter(({ operation }) => operation === name)
      const ids = new Set(mine.map(({ effectId }) => effectId))
      if (ids.size > 1) return `the effect of ${name} came under ${[...ids].join(' and ')}`
      const begun = mine.filter(({ stage }) => stage === 'begun')
      const idle = begun.find(
        (one, index) => index > 0 && !hasReason(begun[index - 1]?.order ?? 0, { name, until: one.order }, evidence),
      )
      return idle && `the effect of ${name} happened again, at ${Math.round(idle.atMs)} ms, for no reason`
    })
    const skipped = operations.flatMap(({ name }) => {
      const settled = kept(name).find(({ record }) => record.state === 'settled')
      if (settled === undefined || settled.record.isDiscarded) return []
      const isDone = effects.some(
        ({ operation, stage, order }) => operation === name && stage === 'done' && order < settled.order,
      )
      return isDone ? [] : `${name} was settled without its effect`
    })
    const late = effects.flatMap(({ operation, machine, stage, order, atMs }) => {
      const settled = kept(operation).find(({ record }) => record.state === 'settled')
      const isLate = stage === 'begun' && settled !== undefined && settled.order < order
      const wasAsleep = troubles(evidence, 'freeze').some(({ ms = 0, ...slept }) => slept.atMs + ms >= atMs - 1)
      return isLate && !wasAsleep ? `${machine} has begun the effect of ${operation}, which was settled` : []
    })
    return { reached: repeated.reached, breaches: [...repeated.breaches, ...skipped, ...late] }
  },
}

/** A write that takes longer than a claim lasts lets somebody else take over. */
const slowestWriteMs = 60_000

// What makes an honest service do it again: a death, a sleep, a journal or an effect that failed; clocks that differ.
function hasReason(
  from: number,
  { name, until }: { readonly name: string; readonly until: number },
  evidence: Evidence,
): boolean {
  const slowFromMs = (evidence.events[from]?.atMs ?? 0) - slowestWriteMs
  const isSlow = evidence.events
    .slice(0, until)
    .some((event) => event.type === 'struck' && event.fault === 'write_slow' && event.atMs > slowFromMs)
  const isReason = (event: Dated): boolean => {
    if (event.type === 'killed') return true
    if (event.type === 'journal_failed') return event.operation === name || event.operation === 'any'
    if (event.type === 'effect') return event.operation === name && event.stage === 'threw'
    return event.type === 'struck' && event.fault === 'freeze'
  }
  return isSlow || wallIsOffMs(evidence) > 0 || evidence.events.slice(from, until).some(isReason)
}
