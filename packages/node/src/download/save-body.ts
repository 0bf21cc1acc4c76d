import type { IncomingMessage } from 'node:http'
import type { Expectation } from './check-answer.ts'
import { DownloadError } from './download-error.ts'
import { createIntake, type Received } from './intake.ts'
import type { Recipient } from './receive.ts'

/** What saving a body takes. */
export interface SaveTools extends Expectation {
  readonly recipient: Recipient
  /** Called whenever bytes have come and are written. */
  readonly onHeard: () => void
}

// Fewer and larger writes, of the pieces as they came: to join them would copy each byte once more.
const writtenAtOnce = 256 * 1024

/** Reads an answer's body into its recipient, to its last byte. */
export async function saveBody(
  body: IncomingMessage,
  { recipient, onHeard, ...expected }: SaveTools,
): Promise<Received> {
  const intake = createIntake(expected)
  const chunks: AsyncIterable<Buffer> = body
  let unwritten: Buffer[] = []
  let unwrittenBytes = 0
  const write = async (): Promise<void> => {
    await recipient.write(unwritten)
    unwritten = []
    unwrittenBytes = 0
  }
  try {
    for await (const chunk of chunks) {
      intake.take(chunk)
      unwritten.push(chunk)
      unwrittenBytes += chunk.length
      if (unwrittenBytes >= writtenAtOnce) await write()
      onHeard()
    }
    await write()
  } catch (cause) {
    // What the stream itself throws means that the body ended before its length, or its last piece, had come.
    throw cause instanceof DownloadError ? cause : incomplete('The file was cut on its way', { cause })
  }
  const received = intake.finish()
  if (received.bytes === 0) throw incomplete('The host sent an empty file')
  return received
}

function incomplete(what: string, facts?: { readonly cause: unknown }): DownloadError {
  return new DownloadError('incomplete', `${what}, and nothing of it was kept: try again`, {
    retryable: true,
    ...facts,
  })
}
