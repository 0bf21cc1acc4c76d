import type { Client, Clock, Journal } from '@nano-banana/core'
import type { Claims } from './claims.ts'
import type { Doorbells } from './doorbells.ts'
import type { CallbackOptions, GenerationServiceOptions } from './service-options.ts'
import type { Signatures } from './signatures.ts'

/** A service's parts, checked. */
export interface ServiceTools<Tx> extends Pick<GenerationServiceOptions<Tx>, 'onSettled' | 'commitEffect' | 'prices'> {
  readonly callback: CallbackOptions | undefined
  readonly client: Client
  readonly journal: Journal<Tx>
  readonly signatures: Signatures
  readonly doorbells: Doorbells
  readonly claims: Claims
  readonly clock: Clock
  readonly random: () => number
  readonly reportError: (error: unknown) => void
  readonly retentionMs: number
  readonly leaseMs: number
  readonly sweepEveryMs: number
  /** Ends when the service is closed. */
  readonly closed: AbortSignal
}
