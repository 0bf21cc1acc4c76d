import { InvalidInputError, systemClock } from '@nano-banana/core'
import type { CallbackHeaders } from './callback-headers.ts'
import { parseSecrets } from './parse-secrets.ts'
import { type RawBody, rawBytes } from './raw-bytes.ts'

/** A callback as it arrived, and what it is held against. */
export interface ArrivedCallback {
  /** The raw bytes, as they were before any parser. */
  readonly body: RawBody
  readonly headers: CallbackHeaders
  /** The account's signing keys: one, or several while they are rotated; an empty list only with `allowUnsigned`. */
  readonly secrets: string | readonly string[]
  /** What the clock says, in Unix milliseconds. @default now */
  readonly nowMs?: number | undefined
  /** Whether a callback without any signature passes, as `unsigned`: for an account without a signing key. @default false */
  readonly allowUnsigned?: boolean | undefined
}

/** The same, checked. */
export interface ParsedCallback {
  readonly body: Uint8Array
  readonly headers: CallbackHeaders
  readonly secrets: readonly string[]
  readonly nowMs: number
  readonly allowUnsigned: boolean
}

/** Checks what is the receiver's own to get right, and fills in the defaults. Throws `InvalidInputError`. */
export function parseArrived(callback: ArrivedCallback): ParsedCallback {
  const { body, headers, secrets, nowMs = systemClock.now(), allowUnsigned = false, ...rest } = callback
  const [unknown] = Object.keys(rest)
  if (unknown !== undefined) throw refuse(unknown, 'is not a field of a callback to verify')
  if (typeof headers !== 'object' || headers === null) throw refuse('headers', 'must be those of the request')
  if (!Number.isFinite(nowMs)) throw refuse('nowMs', 'must be a time in Unix milliseconds')
  // The text "false" of a variable would be true.
  if (typeof allowUnsigned !== 'boolean') throw refuse('allowUnsigned', 'must be true or false')
  return { body: rawBytes(body), headers, secrets: parseSecrets(secrets, allowUnsigned), nowMs, allowUnsigned }
}

const refuse = (field: string, message: string): InvalidInputError => new InvalidInputError([{ field, message }])
