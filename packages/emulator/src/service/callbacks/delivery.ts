/** One POST to a task's `callback.url` that is due now. */
export interface Delivery {
  readonly taskId: string
  readonly url: string
  /** 1 to 4. */
  readonly attempt: number
  /** Whether it is an extra arrival of an attempt, whose answer does not count. */
  readonly isCopy: boolean
  /** When it leaves, in Unix milliseconds. */
  readonly atMs: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** How long the receiver may take to answer. */
  readonly timeoutMs: number
}

/** What became of a delivery. */
export type Receipt =
  | { readonly kind: 'answered'; readonly status: number }
  /** No answer came in time. */
  | { readonly kind: 'unanswered' }
  /** The receiver is nowhere that may be reached: it is not tried again. */
  | { readonly kind: 'undeliverable' }

/** One line of the log of deliveries. */
export interface DeliveryRecord extends Pick<Delivery, 'taskId' | 'url' | 'attempt' | 'isCopy' | 'atMs'> {
  /** `dropped` never left, because the options say so. */
  readonly outcome: 'acknowledged' | 'refused' | 'unanswered' | 'undeliverable' | 'dropped'
  /** The receiver's answer, when one came. */
  readonly status: number | undefined
}

/** The line that a delivery leaves in the log. */
export function recordOf(
  { taskId, url, attempt, isCopy, atMs }: Delivery,
  receipt: Receipt | { readonly kind: 'dropped' },
): DeliveryRecord {
  const facts = { taskId, url, attempt, isCopy, atMs }
  if (receipt.kind !== 'answered') return { ...facts, outcome: receipt.kind, status: undefined }
  const isGood = receipt.status >= 200 && receipt.status <= 299
  return { ...facts, outcome: isGood ? 'acknowledged' : 'refused', status: receipt.status }
}
