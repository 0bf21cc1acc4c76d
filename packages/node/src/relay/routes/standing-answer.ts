import type { Standing } from '../relay-tasks.ts'
import { refuse, refuseAs, succeed } from '../wire.ts'

/** What has become of a wish, as the answer to it. */
export function standingAnswer(standing: Standing): Response {
  switch (standing.state) {
    case 'made':
      return succeed({ taskId: standing.taskId }, standing.isReplay ? { 'idempotent-replay': 'true' } : {})
    case 'pending': {
      const message = 'The request is under way: ask again with the same key'
      return refuse(409, 'IDEMPOTENCY_KEY_PROCESSING', { message, retryAfterMs: standing.retryAfterMs })
    }
    case 'differs':
      return refuse(422, 'IDEMPOTENCY_KEY_MISMATCH', { message: 'This key stands for another request' })
    case 'refused':
      return refuseAs(standing.status ?? 400)
    case 'in_doubt':
      return refuse(502, 'NO_ANSWER', { message: 'Nobody knows yet whether there is a task' })
    case 'over_limit': {
      const { kind, retryAfterMs } = standing.excess
      if (kind === 'rate')
        return refuse(429, 'RATE_LIMITED', { message: 'No more new pictures just now', retryAfterMs })
      return refuse(402, 'SPEND_LIMIT', {
        message: 'No more new pictures today: they would cost too much',
        retryAfterMs,
      })
    }
  }
}
