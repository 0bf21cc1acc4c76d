import type { GenerationResult, WaitOptions } from '@nano-banana/node'
import type { Session } from './session.ts'
import { startStatusLine } from './status-line.ts'

/** How long to wait. */
export interface FollowFlags {
  /** In seconds. */
  readonly timeout?: number
}

/** Runs a call of the client under a status line. */
export async function follow(
  { terminal }: Session,
  { timeout }: FollowFlags,
  call: (options: WaitOptions) => Promise<GenerationResult>,
): Promise<GenerationResult> {
  const status = startStatusLine(terminal)
  try {
    return await call({
      signal: terminal.stopSignal,
      onUpdate: status.update,
      deadlineMs: timeout === undefined ? undefined : timeout * 1000,
    })
  } finally {
    status.end()
  }
}
