import { type Answer, answers } from './answers.ts'
import { type CallbackHeaders, headerOf } from './callback-headers.ts'

/** What a request says of itself before its body is read. */
export interface RequestHead {
  readonly method?: string | undefined
  readonly headers: CallbackHeaders
}

/** Why a request cannot be a callback, as far as its head tells. */
export function refuseUnread({ method, headers }: RequestHead, maxBytes: number): Answer | undefined {
  if (method !== 'POST') return answers.methodNotAllowed
  if (!/^application\/json\s*(;|$)/i.test(headerOf(headers, 'content-type') ?? '')) return answers.unsupported
  // What is small on the way may be huge once it is unpacked.
  if (!/^identity$/i.test(headerOf(headers, 'content-encoding') ?? 'identity')) return answers.unsupported
  return Number(headerOf(headers, 'content-length')) > maxBytes ? answers.tooLarge : undefined
}
