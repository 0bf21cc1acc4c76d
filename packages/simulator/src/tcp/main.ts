import { parseArgs } from 'node:util'
import { cells } from './matrix/cell.ts'
import { describeFailure } from './matrix/describe-failure.ts'
import { runMatrix } from './matrix/run-matrix.ts'
import { startWorld } from './matrix/world.ts'

// Plays the matrix as often as asked: over new connections, over kept ones, and so on in turn.
const { values } = parseArgs({ options: { runs: { type: 'string', default: '1' } } })
const runs = Number(values.runs)
let failed = 0
for (let run = 0; run < runs; run += 1) {
  const world = await startWorld()
  try {
    const { failures } = await runMatrix(world, { isWarm: run % 2 === 1 })
    failed += failures.length
    for (const failure of failures) process.stdout.write(`run ${run + 1}: ${describeFailure(failure)}\n`)
  } finally {
    await world.close()
  }
}
process.stdout.write(`${JSON.stringify({ cells: cells.length, runs, failed })}\n`)
process.exitCode = failed === 0 ? 0 : 1
