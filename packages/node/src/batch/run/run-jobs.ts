import { inParallel } from '../../service/in-parallel.ts'
import type { BatchOrder } from '../batch-order.ts'
import type { BatchFolder } from '../folder/open-folder.ts'
import { makePlan } from '../plan/batch-plan.ts'
import { type Job, makeJobs } from '../plan/make-jobs.ts'
import { readStandings } from '../plan/standing.ts'
import { isRowProblem, type RowList } from '../rows/check-rows.ts'
import type { BatchEvent } from './batch-events.ts'
import type { BatchReport } from './batch-report.ts'
import { carryOn } from './carry-on.ts'
import { createBatchTools } from './create-batch-tools.ts'
import { invalidResult } from './result-of.ts'
import { runRow } from './run-row.ts'
import { createScoreboard } from './scoreboard.ts'
import { createTwoSignals } from './two-signals.ts'
import { writeResults } from './write-results.ts'

/** Does all that is to be done for the rows, as many at once as the order says, and tells of it. */
export async function runJobs(list: RowList, folder: BatchFolder, order: BatchOrder): Promise<BatchReport> {
  const { clock, concurrency, prices } = order
  const standings = await readStandings(folder.journal, folder.batch)
  const jobs = makeJobs(list, standings, order)
  const board = createScoreboard({ rows: list.length, spent: standings.spent, prices })
  const places = new Map(list.map((row, index) => [row, index]))
  const tell = (event: BatchEvent): void => {
    try {
      order.onProgress(event, board.progress())
    } catch (error) {
      order.reportError(error)
    }
  }
  const signals = createTwoSignals(order.signal, clock, () => tell({ type: 'stopping' }))
  const tools = createBatchTools({ folder, order, standings, signals, tell })
  let leftovers = 0
  let failure: { readonly error: unknown } | undefined

  async function work({ row, course }: Job): Promise<void> {
    if (failure) return
    if (row) {
      const result = await runRow(row, course, tools)
      board.put(places.get(row) ?? 0, result)
      tell({ type: 'row_ended', result })
    } else if (course.kind === 'go_on') {
      const { operation } = await carryOn(course.standing.operationId, tools)
      if (operation.state === 'settled') leftovers += 1
    }
  }

  // What concerns the whole batch ends it: the journal is as it was, and the next run goes on.
  const reportError = (error: unknown): void => {
    failure ??= { error }
    signals.fail(error)
  }
  try {
    tell({ type: 'planned', plan: makePlan({ ...order, list, jobs, standings }) })
    for (const [index, row] of list.entries()) if (isRowProblem(row)) board.put(index, invalidResult(row))
    await inParallel(jobs, { width: concurrency, reportError }, work)
  } finally {
    signals.end()
  }
  if (failure) throw failure.error
  const isStopped = signals.stopping.aborted
  const results = board.results()
  if (!isStopped) await writeResults(folder.paths.results, results, clock)
  return {
    ...board.progress(),
    ...{ results, isStopped, leftovers, halt: tools.halt() },
    resultsPath: isStopped ? undefined : folder.paths.results,
  }
}
