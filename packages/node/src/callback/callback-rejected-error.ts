import { NanoBananaError } from '@nano-banana/core'

/**
 * Why a callback was rejected.
 * - `unsigned`: it has neither of the two signature headers, and `allowUnsigned` was not asked for
 * - `signature`: its signature is missing, misshapen, or made with none of the secrets over these very bytes
 * - `timestamp`: its timestamp is missing or not Unix seconds
 * - `body`: its body is no JSON that may be parsed: too long, nested too deeply, or not UTF-8
 * - `task`: its JSON is no task that has ended
 */
export type CallbackRejection = 'unsigned' | 'signature' | 'timestamp' | 'body' | 'task'

/** A callback was rejected, and nothing in it may be used. What became of the task it is about, only the API can say. */
export class CallbackRejectedError extends NanoBananaError {
  override readonly name = 'CallbackRejectedError'
  override readonly code = 'callback_rejected'
  declare readonly reason: CallbackRejection

  constructor(reason: CallbackRejection) {
    super(messages[reason], { phase: 'watch', outcome: 'unknown' }, reason)
  }
}

// Nothing of the callback itself is in them: they are read in logs, and a stranger may have written it.
const messages: Readonly<Record<CallbackRejection, string>> = {
  unsigned:
    'The callback is not signed: set a signing key on the HiAPI account, or pass allowUnsigned to take such callbacks as a hint to ask the API',
  signature:
    'The callback bears no signature that any of the secrets makes of its bytes: a stranger sent it, its body was changed on the way, or the secrets are not those of the account',
  timestamp:
    'The callback’s X-HiAPI-Timestamp is missing or not Unix seconds: check what stands between HiAPI and here',
  body: 'The callback’s body is no JSON of at most 1 MiB and 64 levels in UTF-8: read the task from the API',
  task: 'The callback’s body is no task that has ended: read the task from the API',
}
