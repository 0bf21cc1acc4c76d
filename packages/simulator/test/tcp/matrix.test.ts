import { expect, it, onTestFinished } from 'vitest'
import { describeFailure } from '../../src/tcp/matrix/describe-failure.ts'
import { runMatrix } from '../../src/tcp/matrix/run-matrix.ts'
import { startWorld } from '../../src/tcp/matrix/world.ts'

it('pays once and loses nothing in 12 faults x 6 phases x 3 requests between real processes', async () => {
  const world = await startWorld()
  onTestFinished(world.close)
  const { cells, failures } = await runMatrix(world, { isWarm: false })
  expect(failures.map(describeFailure)).toEqual([])
  expect(cells).toBe(216)
}, 120_000)
