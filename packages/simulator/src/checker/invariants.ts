import { keylessAskedOnce, paidOnce, sameBytes, truthfulOutcome } from './billing.ts'
import { boundedRetries } from './budget.ts'
import { durableFirst, onlyTheServiceBelieved } from './callbacks.ts'
import { committedOnce, effectsHappen } from './effects.ts'
import type { Invariant } from './invariant.ts'
import { keyStillGood, writtenFirst } from './keeping.ts'
import { neverTooEarlyOrTooLate } from './pace.ts'
import { keyUnseen, relayDiscreet } from './secrecy.ts'
import { everythingEnds, nothingLeft, oneFamily, onlyForward } from './settlement.ts'
import { everythingSettled } from './settling.ts'

/** What is checked in every world. */
export const invariants: readonly Invariant[] = [
  paidOnce,
  keylessAskedOnce,
  sameBytes,
  writtenFirst,
  keyStillGood,
  onlyForward,
  committedOnce,
  effectsHappen,
  durableFirst,
  onlyTheServiceBelieved,
  neverTooEarlyOrTooLate,
  boundedRetries,
  keyUnseen,
  relayDiscreet,
  nothingLeft,
  oneFamily,
  truthfulOutcome,
  everythingEnds,
  everythingSettled,
]

/** What is not checked here: files, spend limits and batches are not simulated; the verifier and leaders are tested alone. */
export const notSimulated = ['I-16', 'I-17', 'I-20', 'I-23', 'I-24']
