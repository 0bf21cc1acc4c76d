import type { Fault } from './fault.ts'

/** How long a fault holds the answer back, in milliseconds. */
export const delayOf = (fault: Fault | undefined): number => (fault?.kind === 'delay' ? fault.ms : 0)
