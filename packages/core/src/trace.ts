import type { Phase } from './errors/nano-banana-error.ts'
import { quietly } from './quietly.ts'

/** An attempt that begins. Neither headers nor bodies are told, so no key can leak. */
export interface AttemptStart {
  readonly phase: Phase
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** Counts from 1 within one call. */
  readonly attempt: number
  /** The pause before this attempt, in milliseconds; 0 for the first. */
  readonly pausedMs: number
}

/** How it ended. */
export interface AttemptEnd {
  readonly durationMs: number
  /** Absent when no whole answer arrived. */
  readonly status?: number
  readonly requestId?: string | undefined
  /** Why the attempt did not do, where it did not: the service's error code, or how the connection failed. */
  readonly failure?: string | undefined
}

/** Sees every attempt: a log line, or a span from start to end. Returns what to call at the end. Silent by default. */
export type Trace = (start: AttemptStart) => ((end: AttemptEnd) => void) | undefined

/** The trace that cannot hurt: an observer that throws must not cost a picture. */
export function safely(trace: Trace): Trace {
  return (start) => {
    const end = quietly(() => trace(start))
    return end && ((facts) => quietly(() => end(facts)))
  }
}
