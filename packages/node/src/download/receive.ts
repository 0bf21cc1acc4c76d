import type { LookupFunction } from 'node:net'
import { checkAnswer } from './check-answer.ts'
import type { ReadOrder } from './download-options.ts'
import type { DownloadScope } from './download-scope.ts'
import { withIdleLimit } from './idle-limit.ts'
import type { Received } from './intake.ts'
import { openBody } from './open-body.ts'
import { saveBody } from './save-body.ts'
import { tryAgain } from './try-again.ts'

/** Takes a body in, and shows it once it is whole. */
export interface Recipient {
  readonly write: (chunks: readonly Buffer[]) => Promise<void>
  /** What has been written is whole. */
  readonly publish: () => Promise<void>
  /** What has been written is of no use. */
  readonly discard: () => Promise<void>
}

/** What receiving takes besides its order. */
export interface ReceiveTools {
  readonly lookup: LookupFunction
  readonly scope: DownloadScope
  /** Makes the recipient of one attempt. */
  readonly begin: (signal: AbortSignal) => Promise<Recipient>
}

/** Brings a file to a recipient, whole and checked, in as many attempts as it takes. */
export function receive(order: ReadOrder, { lookup, scope, begin }: ReceiveTools): Promise<Received> {
  const { url, clock, random, trustedOrigins } = order
  const attempt = (): Promise<Received> =>
    withIdleLimit(clock, scope.signal, async ({ signal, onHeard }) => {
      const answer = await openBody(url, { lookup, trustedOrigins, signal, onHeard, now: clock.now })
      checkAnswer(answer, order)
      const recipient = await begin(signal)
      try {
        const received = await saveBody(answer, { ...order, recipient, onHeard })
        await recipient.publish()
        return received
      } catch (error) {
        await recipient.discard()
        throw error
      }
    })
  return tryAgain(attempt, { clock, random, scope })
}
