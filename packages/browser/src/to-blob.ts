import { ApiError, ConnectionError, type TaskOutput, UnexpectedResponseError } from '@nano-banana/core'

/** How an output is read. */
export interface ToBlobOptions {
  /** Stops reading; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal
}

const facts = { phase: 'download', outcome: 'accepted' } as const

/**
 * Reads a picture through your relay: one request, and a blob whose type is that of the picture. Rejects with `ApiError`
 * where the relay refuses, `ConnectionError` where no whole answer comes, and `UnexpectedResponseError` for what is no
 * picture. The task stays done and paid, and can be read again until the output expires.
 *
 * @example
 * const blob = await toBlob(outputs[0])
 */
export async function toBlob({ url }: Pick<TaskOutput, 'url'>, { signal }: ToBlobOptions = {}): Promise<Blob> {
  const { response, blob } = await read(url, signal)
  const { ok, status } = response
  if (!ok)
    throw new ApiError(
      { status, message: 'The relay does not give this picture' },
      { ...facts, retryable: status >= 500 || status === 429 },
    )
  // Anything else would run as a page of this site once somebody opens it.
  if (!/^image\/(png|jpeg|webp)$/.test(blob.type)) throw new UnexpectedResponseError('unreadable', facts)
  return blob
}

async function read(url: string, signal: AbortSignal | undefined) {
  try {
    const response = await fetch(url, signal ? { signal } : {})
    return { response, blob: await response.blob() }
  } catch (cause) {
    signal?.throwIfAborted()
    throw new ConnectionError('unreachable', { ...facts, retryable: true, cause })
  }
}
