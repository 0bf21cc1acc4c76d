import type { BatchPlan } from '@nano-banana/node'
import { duration, money, room } from './amounts.ts'

/** All that is wrong with the rows, a line each. */
export const problemLines = (file: string, { problems }: BatchPlan): readonly string[] =>
  problems.flatMap(({ line, issues }) => issues.map(({ field, message }) => `✗ ${file}:${line} ${field} ${message}`))

/** What a batch is going to do, for people. */
export function planLines(plan: BatchPlan): readonly string[] {
  const { rows, problems, toSubmit, overCap, open, ended, differing, spent, leastMinutes, bytes, cost } = plan
  const facts: readonly (string | false)[] = [
    `${rows} rows: ${toSubmit} to make, ${open} under way, ${ended} ended, ${problems.length} unfit`,
    spent > 0 && `${spent} tasks are made for this batch so far`,
    overCap > 0 && `${overCap} rows more would be over --max-tasks`,
    ...differing.map(
      (id) => `row ${id} asks for something else than before: its picture stays, a new id makes another`,
    ),
    toSubmit > 0 && `time: ${duration(leastMinutes * 60)} or more, by the account's 60 requests a minute`,
    toSubmit > 0 && `disk: about ${room(bytes)}`,
    toSubmit > 0 &&
      `cost: ${cost ? money(cost) : 'not known: say what a picture costs, --price 1K=0.05 for each resolution'}`,
  ]
  return facts.filter((line) => line !== false)
}
