const maxBytes = 4 * 1024 * 1024

/**
 * The body as text, however it is encoded. Rejects as soon as it has grown beyond 4 MiB; the signal ends the reading, and
 * the connection with it.
 */
export async function readCapped(response: Response, signal: AbortSignal): Promise<string> {
  if (response.body === null) return ''
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  // What is left is not waited for.
  const stop = (): void => void reader.cancel().catch(() => undefined)
  // fetch follows its signal only until its Request is collected as garbage, which may be long before the body has ended.
  signal.addEventListener('abort', stop)
  if (signal.aborted) stop()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      signal.throwIfAborted()
      if (done) return text + decoder.decode()
      bytes += value.byteLength
      if (bytes > maxBytes) {
        stop()
        throw new Error(`The answer is larger than ${maxBytes} bytes`)
      }
      text += decoder.decode(value, { stream: true })
    }
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
