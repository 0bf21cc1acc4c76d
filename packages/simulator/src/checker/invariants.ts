import { keylessAskedOnce, paidOnce, sameBytes, truthfulOutcome } from './billing.ts'
import { boundedRetries } from './budget.ts'
import type { Invariant } from './invariant.ts'
import { neverTooEarlyOrTooLate } from './pace.ts'
import { keyUnseen, relayDiscreet } from './secrecy.ts'
import { everythingEnds, nothingLeft, oneFamily, onlyForward } from './settlement.ts'

/** What is checked in every world. */
export const invariants: readonly Invariant[] = [
  paidOnce,
  keylessAskedOnce,
  sameBytes,
  onlyForward,
  neverTooEarlyOrTooLate,
  boundedRetries,
  keyUnseen,
  relayDiscreet,
  nothingLeft,
  oneFamily,
  truthfulOutcome,
  everythingEnds,
]

/** What cannot be checked yet, because what it speaks of is not built: journal, callbacks, batches, spend limits. */
export const notBuiltYet = [
  'I-04',
  'I-05',
  'I-07',
  'I-08',
  'I-09',
  'I-10',
  'I-16',
  'I-17',
  'I-20',
  'I-22',
  'I-23',
  'I-24',
]
