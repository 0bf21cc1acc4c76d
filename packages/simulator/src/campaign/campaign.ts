import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { addTally, noTally, type Tally } from './stretch.ts'

/** Which seeds. */
export interface Range {
  readonly from: number
  readonly seeds: number
}

/** Small enough that no worker is left with much while the others are done. */
const stretchLength = 250

/** Lives through many schedules on all cores. Each is the same on whichever core it runs. */
export async function runCampaign({ from, seeds }: Range): Promise<Tally> {
  const stretches = Array.from({ length: Math.ceil(seeds / stretchLength) }, (_, index) => ({
    from: from + index * stretchLength,
    to: Math.min(from + (index + 1) * stretchLength, from + seeds) - 1,
  }))
  let total = noTally
  await Promise.all(
    Array.from({ length: Math.min(availableParallelism(), stretches.length) }, async () => {
      const worker = new Worker(new URL('./worker.ts', import.meta.url))
      const gone = once(worker, 'exit')
      for (let stretch = stretches.shift(); stretch; stretch = stretches.shift()) {
        worker.postMessage(stretch)
        const tally = await answerOf(worker)
        total = addTally(total, tally)
      }
      worker.postMessage('end')
      await gone
    }),
  )
  return { ...total, failures: total.failures.toSorted((a, b) => a.seed - b.seed) }
}

const answerOf = (worker: Worker): Promise<Tally> => new Promise((resolve) => worker.once('message', resolve))
