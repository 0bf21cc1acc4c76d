import type { Ending } from './service/ending.ts'

/** An answer, how it ends, and how long it takes. */
export interface TimedAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array<ArrayBuffer>
  readonly ending: Ending
  readonly delayMs: number
}
