const maxBytes = 20 * 1024 * 1024

/** A reference's bytes. Rejects when there are too many, and when the signal aborts. */
export async function readCapped({ body }: Response, signal: AbortSignal): Promise<Uint8Array> {
  const reader = body?.getReader()
  // fetch follows its signal only until its Request is collected as garbage, which may be before the body has ended.
  const stop = (): void => void reader?.cancel(signal.reason).catch(() => undefined)
  signal.addEventListener('abort', stop)
  try {
    const chunks: Uint8Array[] = []
    for (let size = 0; ; ) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
      signal.throwIfAborted()
      if (done) return Buffer.concat(chunks)
      size += value.byteLength
      if (size > maxBytes) throw new Error(`A reference may have ${maxBytes} bytes at most`)
      chunks.push(value)
    }
  } finally {
    signal.removeEventListener('abort', stop)
    stop()
  }
}
