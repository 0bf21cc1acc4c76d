import { isNanoBananaError } from '@nano-banana/core'
import type { SeenCall, SeenRequest } from './evidence.ts'
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
      const isSafe = ({ delivered }: SeenRequest): boolean =>
        delivered !== undefined &&
        (delivered.result === 'unreachable' || delivered.result === 'untrusted' || delivered.isRefusal)
      const index = posts.slice(0, -1).findIndex((post) => !isSafe(post))
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
  check({ calls }) {
    const repeated = calls.filter((call) => postsOf(call).length > 1)
    return checkEach(repeated, (call) => {
      const forms = new Set(postsOf(call).map(({ left }) => JSON.stringify([left.key ?? null, left.body ?? null])))
      return forms.size > 1 ? `${call.called.call} sent ${[...forms].join(' and then ')}` : undefined
    })
  },
}

/** What an error says about the bill is true. */
export const truthfulOutcome: Invariant = {
  id: 'I-19',
  claim: 'an error that says not_sent or rejected has billed nothing, and one that says accepted names a billed task',
  check({ calls, billed, plan }) {
    const rejected = calls.filter(({ settled }) => settled && !settled.isResolved)
    return checkEach(rejected, ({ called, settled, requests }) => {
      const error = settled?.error
      if (!isNanoBananaError(error)) return undefined
      const made = requests.flatMap(({ executed }) => executed ?? [])
      const isInnocent = error.outcome === 'not_sent' || error.outcome === 'rejected'
      if (isInnocent && made.length > 0) return `${called.call} says ${error.outcome}, yet it made ${made.join(', ')}`
      if (error.outcome !== 'accepted') return undefined
      const isKnown = billed(called.operation).some(({ taskId }) => taskId === error.taskId)
      return isKnown || plan.carrier === 'relay'
        ? undefined
        : `${called.call} says accepted of ${error.taskId}, which nobody was billed for`
    })
  },
}
