/** How much of a callback is read. */
export interface CallbackLimits {
  /** A longer body is refused as soon as that is known. */
  readonly maxBytes: number
  /** The whole body has to arrive within this time, in milliseconds. */
  readonly deadlineMs: number
}

/** What HiAPI's own callbacks, of about one kilobyte, never come near: 1 MiB in five seconds. */
export const callbackLimits: CallbackLimits = { maxBytes: 1024 * 1024, deadlineMs: 5_000 }
