import type { Charge, Excess, TaskLimits } from './allowance.ts'

/** What users have had of their limits. */
export interface Allowances {
  /** Counts a new task, before it is asked for; gives what keeps it from being, and then nothing was counted. */
  readonly take: (userId: string, charge: Omit<Charge, 'atMs'>, limits: TaskLimits) => Promise<Excess | undefined>
  /** Counts a task no more that certainly was never made. */
  readonly giveBack: (userId: string, chargeId: string) => Promise<void>
}
