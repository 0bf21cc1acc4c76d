import { isNanoBananaError, type Operation } from '@nano-banana/core'
import { claimOperation, dueOperations } from './due-operations.ts'
import { inParallel } from './in-parallel.ts'
import { lookAtMany } from './look-at-many.ts'
import { post } from './post.ts'
import type { ServiceTools } from './service-tools.ts'
import { settleOperation } from './settle.ts'

/** What bounds a sweep. */
export interface SweepOptions {
  /** Nothing new is begun after so many milliseconds. @default 25_000 */
  readonly budgetMs?: number
  readonly signal?: AbortSignal
}

/** What a sweep has found to do. */
export interface SweepReport {
  /** Requests sent whose fate was unknown. */
  readonly posted: number
  /** Tasks that were asked for. */
  readonly looked: number
  /** Tasks whose effects were due. */
  readonly settled: number
  /** Operations that are no longer kept. */
  readonly forgotten: number
}

/**
 * Does all that is due and nobody works on: effects, tasks that nobody was told of, requests whose fate is unknown. Two
 * sweepers do no harm, and one that dies leaves nothing undone.
 */
export async function sweep<Tx>(signal: AbortSignal, tools: ServiceTools<Tx>): Promise<SweepReport> {
  const report = { posted: 0, looked: 0, settled: 0, forgotten: 0 }
  const eachClaimed = async (
    operations: readonly Operation[],
    width: number,
    work: (mine: Operation, before: Operation) => Promise<void>,
  ): Promise<number> => {
    let count = 0
    await inParallel(operations, { width, reportError: reportUnlessOpen(tools) }, async (operation) => {
      const mine = signal.aborted ? undefined : await claimOperation(operation, tools)
      if (mine === undefined) return
      count += 1
      await work(mine, operation)
    })
    return count
  }

  for await (const page of dueOperations('final', tools))
    report.settled += await eachClaimed(page, 8, (operation) => settleOperation(operation, tools))
  const open: Operation[] = []
  for await (const page of dueOperations('accepted', tools)) {
    if (!signal.aborted) report.looked += await eachClaimed(page, 8, async (operation) => void open.push(operation))
  }
  if (open.length > 0) await lookAtMany(open, { ...tools, signal }).catch(reportUnlessOpen(tools))
  for await (const page of dueOperations('intended', tools))
    report.posted += await eachClaimed(page, 4, (operation, { keyUsedAtMs }) =>
      post(operation, { sentAtMs: keyUsedAtMs, signal, priority: 'background' }, tools),
    )
  if (!signal.aborted) report.forgotten = await tools.journal.forget(tools.clock.now())
  return report
}

// What keeps an operation open is written down with it.
const reportUnlessOpen =
  <Tx>({ reportError }: Pick<ServiceTools<Tx>, 'reportError'>) =>
  (error: unknown): void => {
    if (!isNanoBananaError(error) || error.code === 'internal' || error.phase === 'journal') reportError(error)
  }
