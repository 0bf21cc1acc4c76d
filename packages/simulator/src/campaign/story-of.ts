import type { Dated } from '../world/history.ts'

/** The log of a world, a line for each happening: the same bytes for the same seed. */
export function storyOf(events: readonly Dated[]): string {
  return events.map((event) => `${seconds(event.atMs)} ${tell(event)}`).join('\n')
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3).padStart(12)

function tell(event: Dated): string {
  switch (event.type) {
    case 'phase':
      return `--- ${event.phase}`
    case 'started':
    case 'killed':
      return `${event.machine} is ${event.type}`
    case 'called':
      return `${event.machine} ${event.operation} ${event.call}: ${event.method}, key ${event.key}, deadline ${event.deadlineMs} ms`
    case 'observed':
      return `${event.call} is told ${event.status}${event.taskId ? ` of ${event.taskId}` : ''}`
    case 'aborted':
      return `${event.call} is aborted by its caller`
    case 'settled':
      return `${event.call} ${event.isResolved ? `resolves with ${event.taskId}` : `rejects: ${factsOf(event.error)}`}`
    case 'left':
      return `${event.machine} -> ${event.hop} request ${event.request}: ${event.kind} for ${event.operation}, key ${nameOf(event.key)}`
    case 'executed':
      return `request ${event.request} makes ${event.taskId}`
    case 'delivered':
      return `request ${event.request} <- ${event.result}${event.askedMs === undefined ? '' : `, retry after ${event.askedMs} ms`}`
    case 'given_up':
      return `request ${event.request} is given up`
    case 'struck':
      return `*** ${event.fault} strikes ${event.id}`
    case 'finished':
      return `${event.operation} on ${event.computer} ends: ${JSON.stringify(event.ending)}`
    case 'rested':
      return `${event.machine} rests with ${event.timers} timers, ${event.openRequests} open requests, ${event.listeners} listeners`
    case 'reported':
      return `${event.machine} reports ${String(event.error)}`
    case 'relayed':
      return `the relay answers ${event.status}`
    case 'intruded':
      return `somebody else asks the relay for ${event.taskId}: ${event.status}`
    case 'strayed':
      return `a request goes to ${event.url}`
    case 'submitted':
      return `${event.call} is ${event.isNew ? 'new' : 'known'}${event.differs ? ', for another wish' : ''}`
    case 'resubmitted':
      return `a human resubmits ${event.operation}, which was parked: ${event.reason}`
    case 'kept': {
      const { operationId, revision, state, taskId, parked } = event.record
      const words = [taskId && `of ${taskId}`, parked && `for ${parked.reason}`].filter(Boolean).join(' ')
      return `${event.machine} has written ${operationId} revision ${revision}: ${state} ${words}`.trimEnd()
    }
    case 'sweep_failed':
      return `${event.machine} cannot sweep: ${factsOf(event.error)}`
    case 'journal_failed':
      return `${event.machine} is failed by the journal, for ${event.operation}`
    case 'committed':
      return `${event.machine} has committed ${event.effectId}`
    case 'effect':
      return `${event.machine} has ${event.stage} the effect ${event.effectId}`
    case 'called_back':
      return `${event.machine} <- callback ${event.callback} (${event.kind}) of ${event.taskId}${event.ageMs === undefined ? '' : `, ${Math.round(event.ageMs / 1000)} s old`}`
    case 'acknowledged':
      return `callback ${event.callback} -> ${event.status}`
  }
}

// A key that a human has asked for is drawn from the platform: its bytes are no part of the story.
const nameOf = (key = 'none'): string => key.replace(/^hiapi-[\da-f]{8}-[\da-f-]{27}$/, 'of a human')

function factsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code, outcome, attempts } = { code: '?', outcome: '?', attempts: 0, ...error }
  return `${error.name} ${code} ${outcome} after ${attempts} attempts (${error.message})`
}
