import type { Random } from '../random.ts'
import type { Incident, OperationPlan } from './plan.ts'

const dayMs = 24 * 60 * 60 * 1000

interface Stage {
  readonly computers: readonly string[]
  readonly operations: readonly OperationPlan[]
  readonly healMs: number
}

/** Draws what befalls the processes of a generation service, their computers and their journal. */
export function drawServiceIncidents(random: Random, { computers, operations, healMs }: Stage): readonly Incident[] {
  const [first = 'm1', ...others] = computers
  const [begin = 0, ...begins] = operations.map(({ startMs }) => startMs)
  return Array.from({ length: random.pick([0, 1, 1, 2, 3] as const) }, (_, index) => {
    const kind = random.pick(kinds)
    return {
      id: `${kind} ${index + 1}`,
      kind,
      computer: random.pick([first, ...others]),
      atMs: random.pick([
        random.pick([begin, ...begins]) + random.between(0, 200),
        random.between(0, Math.min(healMs, 60_000)),
        random.between(0, healMs),
      ]),
      ms: lengths[kind](random),
      nth: random.whole(1, kind === 'kill_in_effect' ? 2 : 9),
    }
  })
}

const kinds = [
  'kill',
  'kill',
  'kill_at_write',
  'kill_at_write',
  'kill_in_effect',
  'freeze',
  'wall_jump',
  'journal_down',
  'long_outage',
] as const

const backAfter = (random: Random): number => random.between(10, 60_000)

// A wall clock that is wrong by more than the hour between the age that a key may reach and the service's memory of it
// is a limit that the docs name: all jumps of a world together stay below.
const lengths: Readonly<Record<(typeof kinds)[number], (random: Random) => number>> = {
  kill: backAfter,
  kill_at_write: backAfter,
  kill_in_effect: backAfter,
  freeze: (random) => random.pick([5_000, 60_000, 300_000, dayMs + 30 * 60_000] as const) * random.between(0.99, 1.1),
  wall_jump: (random) => random.pick([60_000, 400_000, 19 * 60_000] as const) * random.between(-1, 1),
  journal_down: (random) => random.between(500, 90_000),
  long_outage: (random) => random.between(dayMs - 30 * 60_000, dayMs + 30 * 60_000),
}
