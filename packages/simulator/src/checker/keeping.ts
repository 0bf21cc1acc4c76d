import type { Evidence, SeenRequest } from './evidence.ts'
import { checkEach, type Finding, type Invariant } from './invariant.ts'
import { wallIsOffMs } from './service-trouble.ts'

/** What is checked only where a generation service keeps the wishes. */
export const nothingKept: Finding = { reached: 0, breaches: [] }

const postsOf = ({ requests }: Evidence): readonly SeenRequest[] => requests.filter(({ left }) => left.kind === 'POST')

/** Who dies after the first byte must find a record of it. */
export const writtenFirst: Invariant = {
  id: 'I-04',
  claim: 'with a journal, no request leaves before its key and its bytes are durable',
  check(evidence) {
    if (!evidence.plan.service) return nothingKept
    return checkEach(postsOf(evidence), ({ left, order }) => {
      const isKept = evidence
        .kept(left.operation)
        .some((kept) => kept.order < order && kept.record.idempotencyKey === left.key && kept.record.body === left.body)
      return isKept ? undefined : `request ${left.request} left for ${left.operation} before it was written down`
    })
  },
}

const keySafeMs = 23 * 60 * 60 * 1000

/** The service forgets a key after a day, and knows it in one account only. */
export const keyStillGood: Invariant = {
  id: 'I-05',
  claim: 'no key is sent again later than 23 hours after its first use, nor for another account',
  check(evidence) {
    if (!evidence.plan.service) return nothingKept
    const safeMs = keySafeMs + wallIsOffMs(evidence)
    const first = new Map<string | undefined, SeenRequest>()
    const again = postsOf(evidence).flatMap((post) => {
      const before = first.get(post.left.key)
      if (before) return { before, post }
      first.set(post.left.key, post)
      return []
    })
    return checkEach(again, ({ before, post: { left } }) => {
      if (left.account !== before.left.account)
        return `request ${left.request} asked for ${left.operation} again, with the key of another account`
      const ageMs = left.atMs - before.left.atMs
      return ageMs > safeMs
        ? `request ${left.request} used a key that was ${(ageMs / 3_600_000).toFixed(2)} hours old`
        : undefined
    })
  },
}
