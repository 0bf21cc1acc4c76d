import type { LookupFunction } from 'node:net'
import { checkAnswer } from './check-answer.ts'
import { prepareTarget } from './check-target.ts'
import type { DownloadOrder } from './download-options.ts'
import { withDownloadScope } from './download-scope.ts'
import { withIdleLimit } from './idle-limit.ts'
import type { Received } from './intake.ts'
import { openBody } from './open-body.ts'
import { createPartialFile } from './partial-file.ts'
import { saveBody } from './save-body.ts'
import { tryAgain } from './try-again.ts'

/** A file that is whole, checked and under its final name. */
export interface DownloadedFile extends Received {
  /** Absolute. */
  readonly path: string
}

/** Carries out a download. How names become addresses is an argument, so that rebinding can be tried out. */
export function download(order: DownloadOrder, lookup: LookupFunction): Promise<DownloadedFile> {
  const { clock, random, target } = order
  return withDownloadScope(order, async (scope) => {
    const mode = await prepareTarget(target, order.overwrite)
    const attempt = (): Promise<Received> => downloadOnce(order, { lookup, mode, signal: scope.signal })
    return { path: target, ...(await tryAgain(attempt, { clock, random, scope })) }
  })
}

interface AttemptTools {
  readonly lookup: LookupFunction
  readonly mode: number
  readonly signal: AbortSignal
}

function downloadOnce(order: DownloadOrder, { lookup, mode, ...scope }: AttemptTools): Promise<Received> {
  const { url, clock, trustedOrigins } = order
  return withIdleLimit(clock, scope.signal, async ({ signal, onHeard }) => {
    const answer = await openBody(url, { lookup, trustedOrigins, signal, onHeard, now: clock.now })
    checkAnswer(answer, order)
    const file = await createPartialFile({ ...order, mode, signal })
    try {
      const received = await saveBody(answer, { ...order, file, onHeard })
      await file.publish()
      return received
    } catch (error) {
      await file.discard()
      throw error
    }
  })
}
