import type { ServiceOptions } from '@nano-banana/emulator/service'
import { type CreateWatch, sharedWatch } from '@nano-banana/node'
import { seededRandom } from './seeded-random.ts'
import { createVirtualWorld, type VirtualWorld } from './virtual-world.ts'

/** Tasks of one client that are made at about the same time. */
export interface Crowd {
  readonly tasks: number
  readonly seed: number
  /** @default the shared watch */
  readonly watch?: () => CreateWatch
  /** How long tasks take. @default as the emulator draws it: half longer than 12 s, one in twenty longer than 40 s */
  readonly stages?: ServiceOptions['stages']
  /** From one task to the next. @default all at once */
  readonly apartMs?: number
  /** Tasks that somebody else makes on the account before each of ours. @default 0 */
  readonly foreign?: number
}

/** What it took to follow them. */
export interface CrowdRun {
  /** When each read went, in milliseconds from the start. */
  readonly readsAtMs: readonly number[]
  readonly lagsMs: readonly number[]
}

/** Lets a crowd live on an account without limits. Throws when not every task ends, and ends once. */
export async function runCrowd({ tasks, seed, watch = sharedWatch, stages, ...crowd }: Crowd): Promise<CrowdRun> {
  const world = createVirtualWorld({
    service: { quota: 0, seed, ...(stages && { stages }) },
    client: { watch: watch(), random: seededRandom(seed) },
  })
  const ends: string[] = []
  const lagsMs: number[] = []
  const calls = Array.from({ length: tasks }, async (_, nth) => {
    await comeInTurn(nth, crowd, world)
    const { taskId } = await world.client.generate(
      { prompt: `Fox ${nth}` },
      {
        onUpdate: (state) => {
          if (state.phase === 'succeeded') ends.push(state.taskId)
        },
      },
    )
    lagsMs.push(world.lagOf(taskId))
  })
  await world.clock.until(Promise.all(calls))
  if (ends.length !== tasks || new Set(ends).size !== tasks)
    throw new Error(`${tasks} tasks ended ${ends.length} times`)
  return { readsAtMs: world.asked.filter(({ what }) => what !== 'POST').map(({ atMs }) => atMs), lagsMs }
}

async function comeInTurn(
  nth: number,
  { apartMs = 0, foreign = 0 }: Pick<Crowd, 'apartMs' | 'foreign'>,
  { clock, makeForeign }: VirtualWorld,
): Promise<void> {
  if (apartMs > 0) await clock.sleep(nth * apartMs, new AbortController().signal)
  makeForeign(foreign)
}
