import type { Fault } from './fault.ts'

/** How an answer ends on its way. The answer itself stays whole: whoever carries it drops or cuts it. */
export type Ending =
  | { readonly kind: 'whole' }
  /** Nothing of it arrives. */
  | { readonly kind: 'dropped' }
  /** The body breaks off after so many bytes, although the headers promise all of them. */
  | { readonly kind: 'cut'; readonly atByte: number }

/** How a fault lets an answer end. */
export function endingOf(fault: Fault | undefined): Ending {
  if (fault?.kind === 'drop_before' || fault?.kind === 'drop_after') return { kind: 'dropped' }
  return fault?.kind === 'cut' ? { kind: 'cut', atByte: fault.atByte } : { kind: 'whole' }
}
