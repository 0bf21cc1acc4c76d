import type { Race } from '@nano-banana/bench/race'
import { Hono } from 'hono'

const mostKept = 50

/** Races by their seed: each is run once, and then told again. */
export function raceRoute(): Hono {
  const races = new Map<number, Promise<Race>>()
  let latest: Promise<unknown> = Promise.resolve()

  async function run(seed: number): Promise<Race> {
    // Loaded only here: it brings the clients of others along.
    const { runRace } = await import('@nano-banana/bench/race')
    return runRace(seed)
  }

  function raceOf(seed: number): Promise<Race> {
    const known = races.get(seed)
    if (known) return known
    // One at a time, so that none is slowed down by another.
    const race = latest.then(() => run(seed))
    latest = race.catch(() => races.delete(seed))
    races.set(seed, race)
    const [oldest] = races.keys()
    if (races.size > mostKept && oldest !== undefined) races.delete(oldest)
    return race
  }

  return new Hono().get('/', async (context) => {
    const seed = Number(context.req.query('seed'))
    if (!Number.isInteger(seed) || seed < 0 || seed > 999_999)
      return context.json({ message: 'seed must be a whole number up to 999999' }, 400)
    return context.json(await raceOf(seed))
  })
}
