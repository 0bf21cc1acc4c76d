import { billingMutants } from './billing.ts'
import { followingMutants } from './following.ts'
import { lifecycleMutants } from './lifecycle.ts'
import type { Mutant } from './mutant.ts'
import { paceMutants } from './pace.ts'
import { truthMutants } from './truth.ts'

/** Every defect that the simulator must find. */
export const mutants: readonly Mutant[] = [
  ...billingMutants,
  ...paceMutants,
  ...lifecycleMutants,
  ...truthMutants,
  ...followingMutants,
]
