import { seededRandom } from '../seeded-random.ts'
import { checkNumbers, numberRules } from './check-numbers.ts'
import type { StageOptions, Stages } from './stages.ts'
import { withDefaults } from './with-defaults.ts'

// What the durations of tasks follow from.
interface Pace {
  readonly seed: number
  readonly speed: number
  readonly stages: StageOptions | ((nth: number) => StageOptions) | undefined
}

// A log-normal with a median of 12 s and a 95th percentile of 40 s.
const medianMs = 12_000
const spread = Math.log(40 / 12) / 1.645
const shares = { queued: 0.15, handling: 0.75, archiving: 0.1 }

/** The stages of the service's nth task, as they are given or drawn: the same for the same seed. */
export function stagesOf({ stages = {}, ...pace }: Pace, nth: number): Stages {
  const given = typeof stages === 'function' ? stages(nth) : stages
  checkStages(given)
  return withDefaults(drawStages(pace, nth), given)
}

/** Throws a `RangeError` that names the stage which makes no sense. */
export const checkStages = (stages: StageOptions): void => checkNumbers(stages, stageRules, 'stages.')

const stageRules = {
  queued: numberRules.endlessDuration,
  handling: numberRules.endlessDuration,
  archiving: numberRules.endlessDuration,
}

function drawStages({ seed, speed }: Omit<Pace, 'stages'>, nth: number): Stages {
  const random = seededRandom(`${seed}/${nth}`)
  // Box and Muller's normal deviate; the lower bound keeps the logarithm finite.
  const normal = Math.sqrt(-2 * Math.log(random.between(1e-9, 1))) * Math.cos(2 * Math.PI * random.between(0, 1))
  const totalMs = (medianMs * Math.exp(spread * normal)) / speed
  return {
    queued: Math.round(totalMs * shares.queued),
    handling: Math.round(totalMs * shares.handling),
    archiving: Math.round(totalMs * shares.archiving),
  }
}

// The part of a task that its status follows from.
interface Timed {
  readonly createdAtMs: number
  readonly stages: Stages
}

/** When a task becomes terminal, in Unix milliseconds. */
export const terminalAtMs = ({ createdAtMs, stages }: Timed): number =>
  createdAtMs + stages.queued + stages.handling + stages.archiving

/** The status at one moment of a task that will end in `final`. */
export function statusAt(
  nowMs: number,
  task: Timed,
  final: 'success' | 'fail',
): 'queued' | 'handling' | 'archiving' | 'success' | 'fail' {
  const { createdAtMs, stages } = task
  if (nowMs >= terminalAtMs(task)) return final
  if (nowMs < createdAtMs + stages.queued) return 'queued'
  return nowMs < createdAtMs + stages.queued + stages.handling ? 'handling' : 'archiving'
}
