import type { RequestKind } from './cell.ts'

/** What a client process is asked to do. */
export interface Job {
  readonly type: 'job'
  readonly cell: string
  readonly request: RequestKind
  readonly baseUrl: string
  readonly apiKey: string
  /** The task that a `get` reads. */
  readonly taskId: string
  /** Whether the connection carries an exchange before: then the request meets a kept one. */
  readonly isWarm: boolean
  readonly attemptTimeoutMs: number
  readonly deadlineMs: number
}

/** Tells a job from any other message. */
export const isJob = (message: unknown): message is Job =>
  typeof message === 'object' && message !== null && 'type' in message && message.type === 'job'
