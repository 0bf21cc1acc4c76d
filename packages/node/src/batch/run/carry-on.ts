import { JournalError, type Operation } from '@nano-banana/core'
import { isUnsent } from '../../cost/is-spent.ts'
import { resolutionIn } from '../../cost/tally.ts'
import { DownloadError } from '../../download/download-error.ts'
import { change } from '../../service/change.ts'
import { goOn } from '../../service/go-on.ts'
import { unpark } from '../../service/life.ts'
import { newOperationKey } from '../../service/new-operation-key.ts'
import type { SavedFile } from '../folder/picture-files.ts'
import type { BatchTools } from './batch-tools.ts'
import { followTask } from './follow-task.ts'
import { haltFor } from './halt.ts'
import { resend } from './resend.ts'
import { readMetadata } from './row-metadata.ts'
import { type Sending, sendRow } from './send-row.ts'

/** How far an operation has come. */
export interface Carried {
  readonly operation: Operation
  readonly files: readonly SavedFile[]
  /** Why its pictures are not in the folder although they are made. */
  readonly unsaved?: unknown
}

/** Each round of loading has four attempts of its own. */
const rounds = 3
const restMs = 5_000

/** Brings an operation to its end, from wherever it stands; or as far as it gets before nothing new begins any more. */
export async function carryOn(operationId: string, tools: BatchTools): Promise<Carried> {
  const { service, turnstile, stopping, unsaved } = tools
  const { journal, clock } = service
  for (let round = 1; ; ) {
    const operation = await journal.get(operationId)
    if (operation === undefined) throw new JournalError('corrupt', `The journal has lost operation ${operationId}`)
    const here: Carried = { operation, files: [] }
    if (operation.state === 'settled') return look(here, tools)
    if (stopping.aborted) return here
    switch (operation.state) {
      case 'intended':
        await turnstile(() => sendRow({ ...sendingOf(operation), send: (ours) => resend(operationId, ours) }, tools))
        if ((await journal.get(operationId))?.state === 'intended') return here
        break
      case 'accepted':
        await followTask(operation, tools)
        break
      case 'final': {
        await goOn(operationId, service)
        const error = unsaved.get(operationId)
        if (error === undefined) break
        if (round >= rounds || !isPassing(error)) return { ...here, unsaved: error }
        await clock.sleep(restMs * 2 ** round, stopping).catch(() => undefined)
        round += 1
        break
      }
      case 'parked':
        if (operation.parked?.reason !== 'effect_failed' || unsaved.has(operationId)) {
          return { ...here, ...(unsaved.has(operationId) && { unsaved: unsaved.get(operationId) }) }
        }
        // It has only to be loaded, and that costs nothing.
        await change(journal, operationId, unpark(newOperationKey(), clock.now()))
    }
  }
}

// Whether all files of an operation that is over are still there.
async function look(here: Carried, { pictures, onHalt }: BatchTools): Promise<Carried> {
  const { task, metadata, isDiscarded } = here.operation
  if (isDiscarded || task?.status !== 'success') return here
  try {
    return { ...here, files: await pictures.save(task, readMetadata(metadata)) }
  } catch (error) {
    const halt = haltFor(error)
    if (halt) onHalt(halt)
    return { ...here, unsaved: error }
  }
}

const sendingOf = (operation: Operation): Omit<Sending, 'send'> => ({
  operationId: operation.operationId,
  isSpent: !isUnsent(operation),
  resolution: resolutionIn(operation.body) ?? '1K',
})

const isPassing = (error: unknown): boolean => error instanceof DownloadError && error.retryable
