import { billingMutants } from './billing.ts'
import { callbackMutants } from './callbacks.ts'
import { followingMutants } from './following.ts'
import { keepingMutants } from './keeping.ts'
import { lifecycleMutants } from './lifecycle.ts'
import type { Mutant } from './mutant.ts'
import { paceMutants } from './pace.ts'
import { settlingMutants } from './settling.ts'
import { truthMutants } from './truth.ts'

/** Every defect that the simulator must find. */
export const mutants: readonly Mutant[] = [
  ...billingMutants,
  ...paceMutants,
  ...lifecycleMutants,
  ...truthMutants,
  ...followingMutants,
  ...keepingMutants,
  ...settlingMutants,
  ...callbackMutants,
]
