import { isNanoBananaError } from '@nano-banana/core'
import { DownloadError } from '../../download/download-error.ts'

/**
 * Why nothing new is asked for any more: it would fare the same.
 * - `balance`: the account cannot pay; `forbidden`: the key is refused
 * - `unusable`: what answers is not the service, or a defect of ours
 * - `disk`: pictures cannot be written
 */
export interface Halt {
  readonly reason: 'balance' | 'forbidden' | 'unusable' | 'disk'
  /** What happened, and the way out. */
  readonly message: string
}

/** Whether an error concerns every row that is still to come; nothing when it is only about its own. */
export function haltFor(error: unknown): Halt | undefined {
  if (error instanceof DownloadError)
    return error.reason === 'not_writable' ? { reason: 'disk', message: error.message } : undefined
  if (!isNanoBananaError(error) || error.retryable || error.keyExpired) return undefined
  if (error.code === 'connection' || error.code === 'internal') return { reason: 'unusable', message: error.message }
  return error.code === 'api' ? haltForStatus(error.status, error.message) : undefined
}

/** What only this row's request can be blamed for. */
const ofOneRow: readonly number[] = [400, 409, 413, 422]

function haltForStatus(status: number, message: string): Halt | undefined {
  if (ofOneRow.includes(status)) return undefined
  if (status === 402) return { reason: 'balance', message: `${message}: top up, then run again` }
  if (status === 401 || status === 403)
    return { reason: 'forbidden', message: `${message}: check the API key, then run again` }
  return { reason: 'unusable', message: `${message}: check the service's address, then run again` }
}
