import { randomUUID } from 'node:crypto'
import {
  type CreateTaskRequest,
  type GenerateInput,
  isNanoBananaError,
  model,
  type Operation,
  parseGenerateInput,
  requestBody,
} from '@nano-banana/core'
import { parseMetadata, parseOperationId } from './parse-submit.ts'
import { post } from './post.ts'
import { type OperationView, viewOf } from './service-options.ts'
import type { ServiceTools } from './service-tools.ts'
import { wishIn } from './wish-in.ts'

/** How a picture is asked for. */
export interface SubmitOptions {
  /** Your own name for the wish, 1 to 255 characters: the same name is the same operation, paid once. */
  readonly operationId: string
  /** Whose it is, for `list`. */
  readonly owner?: string
  /** Anything that the effects have to know; plain JSON of at most 16 KiB. */
  readonly metadata?: unknown
  /** Price and capacity route. @default the service's default route */
  readonly route?: CreateTaskRequest['route']
  /** `persistent` keeps the outputs and costs money. @default 'temporary' */
  readonly storage?: CreateTaskRequest['storage']
  /** Stops waiting for the task to exist; what is written down is still sent, by the next sweep. */
  readonly signal?: AbortSignal
  /** @default 'interactive' */
  readonly priority?: 'interactive' | 'bulk' | 'background'
}

/** What has become of a wish so far. */
export interface Submitted extends OperationView {
  /** Whether this call wrote it down; otherwise an earlier one did. */
  readonly isNew: boolean
  /** Whether the id stands for another wish: that one is kept, and this one is not sent. */
  readonly differs: boolean
}

/**
 * Writes a wish down, and only then sends it. Resolves when the task exists, or when the request will be sent again by
 * itself; rejects when it makes no sense, cannot be written down, or is refused by the service.
 * A journal that failed (`JournalError`, `unavailable`) may have kept the wish all the same, and then a sweep sends it:
 * submit it again, under the same id.
 */
export async function submit<Tx>(
  input: GenerateInput,
  { operationId, owner, metadata, route, storage, signal, priority }: SubmitOptions,
  tools: ServiceTools<Tx>,
): Promise<Submitted> {
  const { signatures, clock, leaseMs, client, callback, journal, closed } = tools
  parseOperationId(operationId)
  const token = signatures.tokenOf(operationId)
  const nowMs = clock.now()
  const intended: Operation = {
    submission: randomUUID(),
    ...{ operationId, owner, metadata: parseMetadata(metadata), token, account: client.account },
    ...{ state: 'intended', revision: 1, failures: 0, createdAtMs: nowMs, dueAtMs: nowMs + leaseMs },
    ...{ idempotencyKey: signatures.keyOf(operationId), keyUsedAtMs: nowMs },
    body: requestBody({
      ...{ model, input: parseGenerateInput(input), storage, route },
      ...(callback && { callback: { url: `${callback.publicUrl}/${token}` } }),
    }),
  }
  const stored = await journal.insert(intended)
  const isNew = stored.submission === intended.submission
  let refusal: unknown
  if (isNew) {
    const stopped = signal ? AbortSignal.any([signal, closed]) : closed
    await post(intended, { sentAtMs: undefined, signal: stopped, priority }, tools).catch((error) => {
      refusal = error
    })
  }
  const latest = (await journal.get(operationId)) ?? stored
  // While it is open, it is sent again by itself.
  if (refusal !== undefined && !willBeSent(latest, refusal)) throw refusal
  return {
    ...viewOf(latest),
    isNew,
    differs: !isNew && stored.body !== '' && wishIn(stored.body) !== wishIn(intended.body),
  }
}

const willBeSent = ({ state }: Operation, error: unknown): boolean =>
  state !== 'parked' && isNanoBananaError(error) && error.phase === 'submit' && error.code !== 'aborted'
