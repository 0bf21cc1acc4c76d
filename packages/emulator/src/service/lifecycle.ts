import { seededRandom } from '../seeded-random.ts'

/** How long a task stays in each status that is not terminal, in milliseconds. */
export interface Stages {
  readonly queued: number
  readonly handling: number
  readonly archiving: number
}

/** How durations are drawn. */
export interface LifecycleOptions {
  readonly seed: number
  /** Tasks take a `speed`th of their usual time. */
  readonly speed: number
  /** The same for every task, instead of drawn. */
  readonly stages?: Stages | undefined
}

// A log-normal with a median of 12 s and a 95th percentile of 40 s.
const medianMs = 12_000
const spread = Math.log(40 / 12) / 1.645
const shares = { queued: 0.15, handling: 0.75, archiving: 0.1 }

/** The stages of the account's nth task: the same for the same seed. */
export function drawStages({ seed, speed, stages }: LifecycleOptions, nth: number): Stages {
  if (stages) return stages
  const random = seededRandom(`${seed}/${nth}`)
  // Box and Muller's normal deviate; the lower bound keeps the logarithm finite.
  const normal = Math.sqrt(-2 * Math.log(random.between(1e-9, 1))) * Math.cos(2 * Math.PI * random.between(0, 1))
  const totalMs = (medianMs * Math.exp(spread * normal)) / speed
  return {
    queued: totalMs * shares.queued,
    handling: totalMs * shares.handling,
    archiving: totalMs * shares.archiving,
  }
}

/** When a task that was made at `createdAtMs` becomes terminal. */
export const terminalAtMs = (createdAtMs: number, { queued, handling, archiving }: Stages): number =>
  createdAtMs + queued + handling + archiving

/** The status at one moment of a task that will end in `final`. */
export function statusAt(
  ageMs: number,
  { queued, handling, archiving }: Stages,
  final: 'success' | 'fail',
): 'queued' | 'handling' | 'archiving' | 'success' | 'fail' {
  if (ageMs < queued) return 'queued'
  if (ageMs < queued + handling) return 'handling'
  return ageMs < queued + handling + archiving ? 'archiving' : final
}
