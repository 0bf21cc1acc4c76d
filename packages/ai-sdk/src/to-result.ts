import type { ImageModelV4ProviderMetadata, JSONObject, SharedV4Warning } from '@ai-sdk/provider'
import { AbortedError, type AnyNanoBananaError } from '@nano-banana/node'
import { ImagesError } from './images-error.ts'
import type { Painting } from './paint.ts'

/** What a call has to give. */
export interface ImagesResult {
  readonly images: Uint8Array[]
  readonly warnings: readonly SharedV4Warning[]
  readonly providerMetadata: ImageModelV4ProviderMetadata
}

/**
 * The pictures that arrived, in order, and a warning for each that did not: they are paid for. Throws when there is none, or
 * when the caller stopped waiting.
 */
export function toResult(paintings: readonly Painting[]): ImagesResult {
  const failures = paintings.flatMap((painting, index) => ('error' in painting ? [{ index, ...painting }] : []))
  const isStopped = failures.some(({ error }) => error.code === 'aborted')
  if (isStopped || failures.length === paintings.length) {
    const errors = paintings.map(errorOf)
    // Where nothing was sent, there is one thing to say.
    const isSaidByOne = errors.length === 1 || errors.every(({ outcome }) => outcome === 'not_sent')
    throw isSaidByOne ? errors[0] : new ImagesError(errors)
  }
  const pictures = paintings.flatMap((painting) => ('error' in painting ? [] : picturesIn(painting)))
  return {
    images: pictures.map(({ data }) => data),
    warnings: failures.map(({ index, error }) => ({
      type: 'other',
      message: `Picture ${index + 1} of ${paintings.length} is missing. ${error.message}`,
    })),
    providerMetadata: {
      nanoBanana: {
        images: pictures.map(({ facts }) => facts),
        ...(failures.length > 0 && { failures: failures.map(({ index, error }) => factsOf(error, index)) }),
      },
    },
  }
}

function errorOf(painting: Painting): AnyNanoBananaError {
  if ('error' in painting) return painting.error
  return new AbortedError({ phase: 'download', outcome: 'accepted', taskId: painting.result.taskId })
}

interface PictureFacts {
  readonly data: Uint8Array
  readonly facts: JSONObject
}

// The URL is as good as the picture, and what stands here ends up in logs: `client.tasks.get(taskId)` tells it.
const picturesIn = ({
  pictures,
  result: { taskId, replayed },
}: Exclude<Painting, { error: unknown }>): PictureFacts[] =>
  pictures.map(({ data, output: { expiresAtMs } }) => ({
    data,
    facts: { taskId, replayed, ...(expiresAtMs !== undefined && { expiresAtMs }) },
  }))

const factsOf = (
  { code, outcome, taskId, idempotencyKey, requestId }: AnyNanoBananaError,
  index: number,
): JSONObject => ({
  ...{ index, code, outcome },
  ...(taskId !== undefined && { taskId }),
  ...(idempotencyKey !== undefined && { idempotencyKey }),
  ...(requestId !== undefined && { requestId }),
})
