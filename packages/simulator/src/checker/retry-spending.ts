import type { Evidence, SeenRequest } from './evidence.ts'

/** What one repetition costs its client, who has 100 of it, and earns one a second and one for each success. */
export interface Spending {
  readonly machine: string
  /** When it was decided. */
  readonly localMs: number
  readonly price: number
  /** A poll that comes after its usual pause, or a page after another, may be the next look or a repetition of the last one. */
  readonly isCertain: boolean
}

const prices = { transient: 10, throttle: 5 }

/** No watch looks more often than this. */
const pollMs = 3_000

/** All that clients have spent on repetitions, as far as the wire tells. To wait for one's own first request is free. */
export function spendingsOf({ calls, requests, plan }: Evidence): readonly Spending[] {
  // A generation service asks for many operations at once: which request repeats which cannot be told from outside.
  if (plan.service) return []
  // A watch that looks for many tasks at once asks for no call in particular.
  const forMany = Map.groupBy(
    requests.filter(({ left }) => left.call === undefined && left.serves === undefined),
    ({ left }) => left.machine,
  )
  return [...calls.map((call) => call.requests), ...forMany.values()].flatMap(spendingsIn)
}

function spendingsIn(requests: readonly SeenRequest[]): readonly Spending[] {
  return requests.flatMap(({ left }, index) => {
    const before = requests[index - 1]
    if (before === undefined || before.left.kind !== left.kind || hasEnded(before)) return []
    const failedAt = before.endedMs ?? before.left.localMs
    return {
      machine: left.machine,
      // It is paid when it is decided; the quota may keep it waiting.
      localMs: failedAt,
      price: before.delivered?.result === 429 ? prices.throttle : prices.transient,
      isCertain: left.kind === 'POST' || (left.call !== undefined && left.localMs - failedAt < pollMs - 1),
    }
  })
}

const hasEnded = ({ delivered }: SeenRequest): boolean => delivered?.isGood === true || delivered?.isProcessing === true
