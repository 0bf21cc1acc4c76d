import { resolve } from 'node:path'
import { emitWarning } from 'node:process'
import { type Clock, type Journal, systemClock } from '@nano-banana/core'
import type { Prices } from '../cost/prices.ts'
import type { BatchOptions, BatchScope } from './batch-options.ts'
import { checkOptions } from './option-rules.ts'
import type { BatchRows } from './rows/numbered-row.ts'
import type { BatchEvent, BatchProgress } from './run/batch-events.ts'

/** What a batch is about, with nothing left open. */
export interface ScopeOrder {
  readonly rows: BatchRows
  /** Absolute. */
  readonly outDir: string
  readonly journal: Journal | undefined
  readonly name: string | undefined
  readonly limit: number
  readonly maxTasks: number
  readonly prices: Prices | undefined
  readonly retryFailed: boolean
  readonly isEphemeral: boolean
  readonly signal: AbortSignal | undefined
}

/** A batch that makes sense, with nothing left open. */
export interface BatchOrder extends ScopeOrder, Pick<BatchOptions, 'client'> {
  readonly concurrency: number
  readonly isSameAccount: boolean
  readonly trustedOrigins: readonly string[]
  readonly onProgress: (event: BatchEvent, progress: BatchProgress) => void
  readonly clock: Clock
  readonly reportError: (error: unknown) => void
}

/** Checks what a batch is about. Throws `InvalidInputError`. */
export function parseScope(scope: BatchScope): ScopeOrder {
  checkOptions(scope, ['rows', 'outDir'])
  const { rows, outDir, journal, name, signal } = scope
  const { limit = Number.POSITIVE_INFINITY, maxTasks = Number.POSITIVE_INFINITY } = scope
  const { prices, retryFailed = false, isEphemeral = false } = scope
  return {
    ...{ rows, journal, name, signal, limit, maxTasks, prices, retryFailed, isEphemeral },
    outDir: resolve(outDir),
  }
}

/** Checks how a batch is to be run. Throws `InvalidInputError`. */
export function parseBatch(options: BatchOptions): BatchOrder {
  checkOptions(options, ['rows', 'outDir', 'client'])
  const { client, concurrency, isSameAccount, trustedOrigins, onProgress, clock, reportError, ...scope } = options
  return {
    ...parseScope(scope),
    client,
    concurrency: concurrency ?? 20,
    isSameAccount: isSameAccount ?? false,
    trustedOrigins: trustedOrigins ?? [],
    onProgress: onProgress ?? (() => undefined),
    clock: clock ?? systemClock,
    reportError: reportError ?? warn,
  }
}

function warn(error: unknown): void {
  emitWarning(error instanceof Error ? error : String(error))
}
