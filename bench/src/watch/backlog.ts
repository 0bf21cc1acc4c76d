import { type ClientOptions, pollWatch, requestQuota, sharedWatch } from '@nano-banana/node'
import type { Figure } from '../figure.ts'
import { installedVersion } from '../installed-version.ts'
import { percentile } from '../percentile.ts'
import { persist } from './persist.ts'
import { seededRandom } from './seeded-random.ts'
import { createVirtualWorld } from './virtual-world.ts'

const tasks = 500
const minuteMs = 60_000

interface Way {
  readonly name: string
  /** How many worlds it is tried in. */
  readonly seeds: number
  readonly client: () => Partial<ClientOptions>
  readonly callback?: { readonly url: string; readonly when: 'final' }
}

const ours = () => ({ watch: sharedWatch(), quota: requestQuota() })
const callback = { url: 'https://app.example/callbacks', when: 'final' } as const
const ways: readonly Way[] = [
  { name: 'shared watch', seeds: 20, client: ours },
  { name: 'shared watch, callbacks', seeds: 20, client: ours, callback },
  // Thousands of refusals take their time.
  { name: 'a read every 3 s for each', seeds: 5, client: () => ({ watch: pollWatch({ intervalMs: 3_000 }) }) },
  { name: 'a read every 500 ms for each', seeds: 5, client: () => ({ watch: pollWatch({ intervalMs: 500 }) }) },
]

/** How fast calls that begin together are worked off, where 60 requests a minute and 10 at once are allowed. */
export async function* backlog(): AsyncGenerator<Figure> {
  for (const way of ways) yield await measure(way)
}

async function measure(way: Way): Promise<Figure> {
  const runs: Run[] = []
  for (let seed = 1; seed <= way.seeds; seed += 1) runs.push(await workOff(way, seed))
  const all = (name: keyof Run): readonly number[] => runs.map((run) => run[name])
  const median = (name: keyof Run): number => Math.round(percentile(all(name), 50) * 10) / 10
  return {
    bench: 'follow',
    client: 'nano-banana',
    version: installedVersion('@nano-banana/node'),
    case: `${tasks} calls, 60 requests a minute: ${way.name}`,
    n: way.seeds,
    finishedAMinute: median('finishedAMinute'),
    finishedAMinuteMin: Math.round(Math.min(...all('finishedAMinute')) * 10) / 10,
    refused: median('refused'),
    refusedMax: Math.max(...all('refused')),
    gets: median('gets'),
    callsMadeAgain: median('callsMadeAgain'),
    lagP50Ms: Math.round(median('lagP50Ms')),
    lagP95Ms: Math.round(median('lagP95Ms')),
  }
}

/** What came of one world. */
interface Run {
  readonly finishedAMinute: number
  /** Answers of 429. */
  readonly refused: number
  readonly gets: number
  /** Calls that failed for the moment, so that their callers made them again. */
  readonly callsMadeAgain: number
  readonly lagP50Ms: number
  readonly lagP95Ms: number
}

async function workOff(way: Way, seed: number): Promise<Run> {
  const random = seededRandom(seed)
  const world = createVirtualWorld({
    offsetMs: random() * minuteMs,
    service: { quota: 60, concurrent: 10, seed },
    client: { random, ...way.client() },
  })
  const lags: number[] = []
  let callsMadeAgain = 0
  const calls = Array.from({ length: tasks }, async (_, nth) => {
    const { result, failures } = await persist(world, { prompt: `Fox ${nth}`, random, callback: way.callback })
    lags.push(world.lagOf(result.taskId))
    callsMadeAgain += failures
  })
  await world.clock.until(Promise.all(calls))
  const posts = world.asked.filter(({ what }) => what === 'POST')
  const made = posts.filter(({ status }) => status === 200).length
  if (made !== tasks) throw new Error(`${made} tasks were made for ${tasks} calls`)
  const tookMs = world.clock.monotonic() - (posts[0]?.atMs ?? 0)
  return {
    finishedAMinute: (tasks / tookMs) * minuteMs,
    refused: world.asked.filter(({ status }) => status === 429).length,
    gets: world.asked.length - posts.length,
    callsMadeAgain,
    lagP50Ms: percentile(lags, 50),
    lagP95Ms: percentile(lags, 95),
  }
}
