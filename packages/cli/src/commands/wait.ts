import process from 'node:process'
import { checkTarget } from '@nano-banana/node'
import { connect } from '../connect.ts'
import { type FollowFlags, follow } from '../follow.ts'
import { presentResult } from '../present.ts'
import { type SaveFlags, saveOutputs } from '../save-outputs.ts'
import { inSession } from '../session.ts'
import type { Terminal } from '../terminal.ts'

/** The flags of `wait`. */
export interface WaitFlags extends SaveFlags, FollowFlags {
  readonly json?: boolean
}

/** `nano-banana wait`: picks a task up that was made earlier, and saves its pictures. */
export function wait(taskId: string, flags: WaitFlags, terminal: Terminal): Promise<number> {
  const { json, out } = flags
  return inSession(terminal, {
    json,
    out,
    open: async () => {
      await checkTarget(out ?? `nano-banana-${process.pid}.png`, {
        overwrite: out === undefined || flags.force === true,
      })
      return connect(terminal)
    },
    work: async (session) => {
      const result = await follow(session, flags, (options) => session.client.wait(taskId, options))
      const files = await saveOutputs(result, flags, session)
      presentResult(result, files, { terminal, json, service: session.service })
    },
  })
}
