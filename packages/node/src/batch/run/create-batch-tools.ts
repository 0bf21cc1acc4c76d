import { randomBytes } from 'node:crypto'
import { parseServiceOptions } from '../../service/parse-service-options.ts'
import type { BatchOrder } from '../batch-order.ts'
import type { BatchFolder } from '../folder/open-folder.ts'
import { createPictureFiles } from '../folder/picture-files.ts'
import { createSpending } from '../plan/spending.ts'
import type { Standings } from '../plan/standing.ts'
import type { BatchEvent } from './batch-events.ts'
import type { BatchTools } from './batch-tools.ts'
import type { Halt } from './halt.ts'
import { haltFor } from './halt.ts'
import { createOutage } from './outage.ts'
import { readMetadata } from './row-metadata.ts'
import { createTurnstile } from './turnstile.ts'
import type { TwoSignals } from './two-signals.ts'

/** What the tools of one run are made of. */
export interface BatchToolsParts {
  readonly folder: BatchFolder
  readonly order: BatchOrder
  readonly standings: Standings
  readonly signals: TwoSignals
  readonly tell: (event: BatchEvent) => void
}

/** Requests that make tasks at once: enough for any quota, and few in doubt after a crash. */
const submitsAtOnce = 4
/** A batch that knew its rows no more would pay for them again. */
const retentionMs = 100 * 365 * 24 * 3_600_000

/** Makes the tools of one run. */
export function createBatchTools({ folder, order, standings, signals, tell }: BatchToolsParts): BatchTools {
  const { client, clock, reportError, trustedOrigins, maxTasks } = order
  const { journal, receipts, paths, batch } = folder
  const { stopping, closing } = signals
  const unsaved = new Map<string, unknown>()
  let halt: Halt | undefined
  const onHalt = (reason: Halt): void => {
    if (halt) return
    halt = reason
    tell({ type: 'halted', halt })
  }
  const pictures = createPictureFiles({
    outDir: paths.outDir,
    receipts,
    client,
    trustedOrigins,
    clock,
    signal: closing,
  })
  // Keys are kept in the journal, so that each run may have a secret of its own.
  const secret = randomBytes(32).toString('hex')
  const options = { client, journal, secret, clock, reportError, retentionMs }
  const service = parseServiceOptions(
    {
      ...options,
      async onSettled(task, { operationId, metadata }) {
        unsaved.delete(operationId)
        try {
          if (task.status === 'success') await pictures.save(task, readMetadata(metadata))
        } catch (error) {
          unsaved.set(operationId, error)
          const reason = haltFor(error)
          if (reason) onHalt(reason)
          throw error
        }
      },
    },
    closing,
  )
  return {
    ...{ batch, service, pictures, unsaved, stopping, onHalt, halt: () => halt },
    spending: createSpending({ clock, most: maxTasks, spent: standings.spent }),
    outage: createOutage({
      clock,
      onBegin: ({ message }) => tell({ type: 'paused', message }),
      onEnd: () => tell({ type: 'resumed' }),
    }),
    turnstile: createTurnstile(submitsAtOnce),
  }
}
