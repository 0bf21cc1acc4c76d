import type { Answer } from './answers.ts'
import type { CallbackHeaders } from './callback-headers.ts'

/** What reading a request came to: a body to verify, or the answer that says why there is none. */
export type CallbackReading =
  | { readonly body: Uint8Array; readonly headers: CallbackHeaders }
  | { readonly refusal: Answer }
