/** How a job ended. */
export interface Report {
  readonly type: 'settled'
  readonly cell: string
  /** Every fetch up to that moment, oldest first. */
  readonly fetches: readonly Fetched[]
  readonly result: Success | Rejection
}

/** One call of fetch by the SDK. */
export interface Fetched {
  readonly method: string
  /** `refused` when no connection was had, `failed` for every other failure. */
  readonly ended: 'pending' | 'answered' | 'refused' | 'failed'
}

/** What the call resolved with. */
export interface Success {
  readonly isSuccess: true
  readonly taskId: string
  readonly createdAtMs: number
  readonly outputs: number
}

/** What the call rejected with, as it came; nothing is taken for granted. */
export interface Rejection {
  readonly isSuccess: false
  readonly isSdkError: boolean
  readonly facts: Readonly<Record<string, unknown>>
}
