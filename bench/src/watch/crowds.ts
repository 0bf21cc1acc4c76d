import { pollWatch } from '@nano-banana/node'
import type { Figure } from '../figure.ts'
import { installedVersion } from '../installed-version.ts'
import { beatSeconds, contests, nameOf, onBeat } from './beats.ts'
import { type Crowds, costOfCrowd } from './cost-of-crowd.ts'

const thirtySeconds = { tasks: 50, stages: { queued: 3_000, handling: 26_000, archiving: 1_000 } }
const loop = { watch: () => pollWatch({ intervalMs: 3_000 }) }

const cases: readonly (Crowds & { readonly name: string })[] = [
  { name: '50 tasks of 30 s', seeds: 100, ...thirtySeconds },
  { name: '50 tasks of 30 s: a read every 3 s for each', seeds: 5, ...thirtySeconds, ...loop },
  { name: '1000 tasks', tasks: 1_000, seeds: 20 },
  ...contests.flatMap((crowds) => [
    { name: nameOf(crowds), ...crowds },
    ...beatSeconds.map((seconds) => ({
      name: `${nameOf(crowds)}: the list every ${seconds} s`,
      ...onBeat(crowds, seconds),
    })),
  ]),
]

/** How many reads it takes to follow some tasks, and how long after its end each is known to have ended. */
export async function* crowds(): AsyncGenerator<Figure> {
  for (const { name, ...crowd } of cases) {
    yield {
      bench: 'follow',
      client: 'nano-banana',
      version: installedVersion('@nano-banana/node'),
      case: name,
      n: crowd.seeds,
      ...(await costOfCrowd(crowd)),
    }
  }
}
