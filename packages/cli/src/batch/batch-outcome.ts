import type { BatchReport } from '@nano-banana/node'
import { exitCodes } from '../exit-code.ts'

/** The exit code of a run: the one thing that most needs somebody. */
export function batchExitCode({ isStopped, halt, counts, results }: BatchReport): number {
  if (isStopped) return exitCodes.interrupted
  if (halt) return halt.reason === 'disk' ? exitCodes.notSaved : exitCodes.refused
  if (counts.not_saved > 0) return exitCodes.notSaved
  if (counts.parked > 0) return exitCodes.noAnswer
  if (counts.failed > 0) return exitCodes.taskFailed
  if (counts.refused > 0) return exitCodes.refused
  if (counts.invalid > 0 || results.some(({ differs, error }) => differs || error?.reason === 'exists'))
    return exitCodes.usage
  return counts.open + counts.skipped > 0 ? exitCodes.notFinished : exitCodes.done
}

/** What to do next, for people. */
export function nextLines({ isStopped, counts, halt, resultsPath }: BatchReport): readonly string[] {
  const { saved, not_saved, failed, refused, parked, open, skipped, invalid } = counts
  const isUnfinished = isStopped || halt !== undefined || not_saved + open + skipped > 0
  const lines: readonly (string | false)[] = [
    resultsPath !== undefined && `${saved} of ${Object.values(counts).reduce((sum, count) => sum + count)} rows saved.`,
    isUnfinished && 'Run the same command again to go on: nothing is paid twice.',
    failed + refused > 0 && '--retry-failed asks once more for what has failed or was refused, and pays again.',
    parked > 0 && 'Parked rows may be paid, and wait for you: nano-banana journal list, resubmit, discard.',
    invalid > 0 && 'Unfit rows were left out: mend them, and run again.',
  ]
  return lines.filter((line) => line !== false)
}
