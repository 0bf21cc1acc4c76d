import { inspect } from 'node:util'
import { canaryKey } from '../world/canary-key.ts'
import { checkEach, type Invariant } from './invariant.ts'

const spellings = [
  canaryKey,
  Buffer.from(canaryKey).toString('base64').slice(0, 24),
  Buffer.from(canaryKey).toString('hex'),
]
const leaks = (text: string): boolean => spellings.some((spelling) => text.includes(spelling))

/** The key is nobody's to see. */
export const keyUnseen: Invariant = {
  id: 'I-13',
  claim: 'the API key is in no error, report, record or answer of the relay, even when the service echoes it',
  check({ events, plan }) {
    // Over core's bare port, the key and the care for it are the caller's own.
    if (plan.carrier === 'core' || plan.service?.through === 'core') return { reached: 0, breaches: [] }
    const hasEchoed = events.some((event) => event.type === 'struck' && event.fault === 'echo')
    const texts = events.flatMap((event) => {
      if (event.type === 'settled' || event.type === 'reported')
        return event.error === undefined ? [] : { event, text: textOf(event.error) }
      if (event.type === 'kept') return { event, text: JSON.stringify(event.record) }
      return event.type === 'relayed' ? { event, text: event.body } : []
    })
    const { breaches } = checkEach(texts, ({ event, text }) =>
      leaks(text) ? `the key is in what was ${event.type}` : undefined,
    )
    return { reached: hasEchoed ? texts.length : 0, breaches }
  },
}

const textOf = (error: unknown): string => `${inspect(error, { depth: 10 })}${JSON.stringify(error)}${String(error)}`

const requestHeaders = new Set(['accept', 'authorization', 'content-type', 'idempotency-key'])
const responseHeaders = new Set([
  'cache-control',
  'content-type',
  'idempotent-replay',
  'retry-after',
  'vary',
  'x-content-type-options',
])

/** A relay speaks to one origin, in few words, and to each user of their own tasks only. */
export const relayDiscreet: Invariant = {
  id: 'I-14',
  claim: "through a relay, requests go to one origin with known headers, and nobody sees another's task",
  check({ events, requests, plan }) {
    if (plan.carrier !== 'relay') return { reached: 0, breaches: [] }
    const upstream = checkEach(
      requests.filter(({ left }) => left.hop === 'service'),
      ({ left }) => {
        const strange = left.headers.filter((name) => !requestHeaders.has(name))
        return strange.length > 0 ? `request ${left.request} carried ${strange.join(', ')}` : undefined
      },
    )
    const answers = checkEach(
      events.filter((event) => event.type === 'relayed'),
      ({ headers }) => {
        const strange = headers.filter((name) => !responseHeaders.has(name))
        return strange.length > 0 ? `the relay answered with ${strange.join(', ')}` : undefined
      },
    )
    const intruders = checkEach(
      events.filter((event) => event.type === 'intruded'),
      ({ taskId, status }) => (status === 404 ? undefined : `somebody else was answered ${status} for ${taskId}`),
    )
    const words = events.flatMap((event) =>
      event.type === 'relayed' && /outputs\.example|asked for by a fault|Cannot serve/.test(event.body)
        ? `the relay passed on the service's own words: ${event.body.slice(0, 80)}`
        : [],
    )
    const strays = events.flatMap((event) => (event.type === 'strayed' ? `a request went to ${event.url}` : []))
    return {
      reached: intruders.reached,
      breaches: [...upstream.breaches, ...answers.breaches, ...intruders.breaches, ...strays, ...words],
    }
  },
}
