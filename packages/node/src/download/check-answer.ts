import type { IncomingMessage } from 'node:http'
import { DownloadError } from './download-error.ts'

/** What an answer's body has to be. */
export interface Expectation {
  /** Pictures are known by their first bytes; of other files only error pages are refused. */
  readonly isImage: boolean
  readonly maxBytes: number
}

/** Refuses an answer whose headers already say that its body cannot be the file. */
export function checkAnswer({ headers }: IncomingMessage, { isImage, maxBytes }: Expectation): void {
  const encoding = headers['content-encoding'] ?? 'identity'
  if (encoding.toLowerCase() !== 'identity')
    throw unexpected(`The host compressed the file (${encoding}) although it was asked not to`)
  // Where only the end of the connection ends the file, a part of it passes for the whole.
  const declared = headers['content-length']
  if (declared === undefined && headers['transfer-encoding']?.toLowerCase() !== 'chunked')
    throw unexpected('The host does not say where the file ends, so half a file could not be told from a whole one')
  if (Number(declared) > maxBytes) throw tooLarge(maxBytes)
  if (!isImage && /^(text\/html|application\/json)\b/i.test(headers['content-type'] ?? ''))
    throw unexpected(`The host sent a page (${headers['content-type']}) where the file should be`)
}

/** The error for a file beyond `maxBytes`. */
export function tooLarge(maxBytes: number): DownloadError {
  return new DownloadError('too_large', `The file has more than ${maxBytes} bytes: raise maxBytes to accept it`)
}

/** The error for something that is not the file. */
export function unexpected(what: string): DownloadError {
  return new DownloadError('unexpected_content', `${what}: read the task again for a fresh URL`)
}
