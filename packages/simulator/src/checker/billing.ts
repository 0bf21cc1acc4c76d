import { type AnyNanoBananaError, isNanoBananaError } from '@nano-banana/core'
import type { Evidence, SeenCall, SeenRequest } from './evidence.ts'
import { checkEach, type Invariant } from './invariant.ts'

const postsOf = ({ requests }: SeenCall): readonly SeenRequest[] => requests.filter(({ left }) => left.kind === 'POST')

/** No operation is paid twice. */
export const paidOnce: Invariant = {
  id: 'I-01',
  claim: 'with a key, at most one task is billed for one operation',
  check({ operations, requests, billed }) {
    const asked = (name: string): number =>
      requests.filter(({ left }) => left.operation === name && left.kind === 'POST').length
    const atRisk = operations.filter(({ name, mode }) => mode !== 'keyless' && asked(name) > 1)
    return checkEach(atRisk, ({ name }) => {
      const taskIds = billed(name).map(({ taskId }) => taskId)
      return taskIds.length > 1 ? `${name} was billed ${taskIds.length} times: ${taskIds.join(', ')}` : undefined
    })
  },
}

/** Without a key, an unknown fate ends all asking. */
export const keylessAskedOnce: Invariant = {
  id: 'I-02',
  claim: 'without a key, nothing is posted again after an attempt whose fate is unknown',
  check({ calls }) {
    const keyless = calls.filter(({ called, requests }) => called.key === false && requests.length > 0)
    return checkEach(keyless, (call) => {
      const posts = postsOf(call)
      const index = posts.slice(0, -1).findIndex((post) => !isProvenUnpaid(post))
      return index === -1
        ? undefined
        : `${call.called.call} posted again after attempt ${index + 1}, whose fate is unknown`
    })
  },
}

/** Every attempt is the same, to the byte. */
export const sameBytes: Invariant = {
  id: 'I-03',
  claim: 'all attempts of an operation carry the same key and the same bytes',
  check(evidence) {
    const { calls, requests } = evidence
    const repeated = calls.filter((call) => postsOf(call).length > 1)
    const sameInCall = checkEach(repeated, (call) => {
      const forms = new Set(postsOf(call).map(({ left }) => JSON.stringify([left.key ?? null, left.body ?? null])))
      return forms.size > 1 ? `${call.called.call} sent ${[...forms].join(' and then ')}` : undefined
    })
    // A key that is asked with again, by whichever call or process, brings the very same bytes.
    const bodies = new Map<string, string | undefined>()
    const strange = requests.flatMap(({ left }) => {
      if (left.key === undefined || left.kind !== 'POST') return []
      const name = `${left.hop} ${left.key}`
      const known = bodies.get(name) ?? left.body
      bodies.set(name, known)
      return known === left.body ? [] : `request ${left.request} brought other bytes under ${left.key}`
    })
    return { reached: sameInCall.reached, breaches: [...sameInCall.breaches, ...strange, ...changedWishes(evidence)] }
  },
}

// A wish that is written down is sent under one key, or under another for each time that a human asks again.
function changedWishes({ plan, operations, requests, events, kept }: Evidence): readonly string[] {
  if (!plan.service) return []
  const changed = operations.flatMap(({ name }) => {
    const posts = requests.filter(({ left }) => left.operation === name && left.kind === 'POST')
    const asked = events.filter((event) => event.type === 'resubmitted' && event.operation === name).length
    const [keys, bodies] = [new Set(posts.map(({ left }) => left.key)), new Set(posts.map(({ left }) => left.body))]
    const isSame = keys.size <= 1 + asked && bodies.size <= 1
    return isSame ? [] : `${name} was sent under ${keys.size} keys, in ${bodies.size} forms`
  })
  const misled = events.flatMap((event) => {
    if (event.type !== 'submitted') return []
    const isKeptOther = kept(event.operation)[0]?.record.body.includes(' by night') === true
    const isTrue = event.differs === (event.isOther !== isKeptOther)
    return isTrue ? [] : `${event.call} was told ${event.differs ? 'of another wish' : 'that its wish is kept'}`
  })
  return [...changed, ...misled]
}

/** What an error says about the bill is true. */
export const truthfulOutcome: Invariant = {
  id: 'I-19',
  claim:
    'an error tells the truth about the bill, without needless doubt, and names the task or the key that leads to it',
  check(evidence) {
    const rejected = evidence.calls.filter(({ settled }) => settled && !settled.isResolved)
    const { reached, breaches } = checkEach(rejected, (call) => {
      const error = call.settled?.error
      if (!isNanoBananaError(error)) return undefined
      const lie = lieOf(error, call, evidence)
      return lie && `${call.called.call} says ${error.outcome}: ${lie}`
    })
    return { reached, breaches: [...breaches, ...wronglyRefused(evidence)] }
  },
}

// A record that says that no task exists invites a human to ask for another one.
const wronglyRefused = ({ operations, requests, kept }: Evidence): readonly string[] =>
  operations.flatMap(({ name }) => {
    const refused = kept(name).find(({ record }) => record.parked?.reason === 'refused')
    const made = requests.find(({ left, order, executed }) => {
      return left.operation === name && executed !== undefined && order < (refused?.order ?? 0)
    })
    return made ? `${name} was parked as refused, but request ${made.left.request} had made ${made.executed}` : []
  })

function lieOf(error: AnyNanoBananaError, call: SeenCall, evidence: Evidence): string | undefined {
  const { called } = call
  const posts = postsOf(call)
  const billed = evidence.billed(called.operation)
  const made =
    evidence.plan.carrier === 'relay'
      ? madeBehindRelay(call, evidence)
      : posts.flatMap(({ executed }) => executed ?? [])
  const isTold = posts.some(({ delivered }) => delivered?.isGood)
  if (isTold && error.taskId === undefined) return 'it was told of a task and does not name it'
  switch (error.outcome) {
    case 'not_sent':
    case 'rejected':
      if (wasInDoubt(call, evidence)) return 'what was sent before, under the same key, is in doubt'
      return made.length > 0 ? `it made ${made.join(', ')}` : undefined
    case 'accepted':
      return billed.some(({ taskId }) => taskId === error.taskId) ? undefined : `nobody was billed for ${error.taskId}`
    case 'unknown': {
      if (error.phase !== 'submit') return undefined
      if (called.key !== false && error.idempotencyKey === undefined) return 'it names no key to ask with'
      const isCertain = posts.length > 0 && !wasInDoubt(call, evidence) && posts.every(isProvenUnpaid)
      return isCertain ? 'every attempt was refused, or never left' : undefined
    }
  }
}

// A task may come from what was sent before, under the same key: then no refusal proves that there is none.
const wasInDoubt = ({ called, requests: [first] }: SeenCall, { requests }: Evidence): boolean =>
  called.method === 'resume' ||
  requests.some(
    (before) =>
      before.order < (first?.order ?? 0) &&
      before.left.machine === called.machine &&
      before.left.key !== undefined &&
      before.left.key === first?.left.key &&
      !isProvenUnpaid(before),
  )

// What a relay does for a call is the call's: it is told what the relay learned.
const madeBehindRelay = (call: SeenCall, { servedBy }: Evidence): readonly string[] =>
  postsOf(call).flatMap((post) => servedBy(post).flatMap(({ executed }) => executed ?? []))

const neverLeft = ({ delivered }: SeenRequest): boolean =>
  delivered?.result === 'unreachable' || delivered?.result === 'untrusted'

const isProvenUnpaid = (request: SeenRequest): boolean => neverLeft(request) || request.delivered?.isRefusal === true
