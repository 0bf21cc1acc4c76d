import type { Fault } from './fault.ts'

/** How an answer ends on its way. The answer itself stays whole: whoever carries it drops or cuts it. */
export type Ending =
  | { readonly kind: 'whole' }
  /** Nothing of it arrives. */
  | { readonly kind: 'dropped' }
  /** The body breaks off after so many bytes, fewer than the headers promise. */
  | { readonly kind: 'cut'; readonly atByte: number }

/** Whether a fault loses the whole answer. */
export const isDropped = (fault: Fault | undefined): boolean =>
  fault?.kind === 'drop_before' || fault?.kind === 'drop_after'

/** How a fault lets an answer with this body end. */
export function endingOf(fault: Fault | undefined, body: string | Uint8Array): Ending {
  if (isDropped(fault)) return { kind: 'dropped' }
  const isCut = fault?.kind === 'cut' && fault.atByte < Buffer.byteLength(body)
  return isCut ? { kind: 'cut', atByte: fault.atByte } : { kind: 'whole' }
}
