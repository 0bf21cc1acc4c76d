import { connect } from '../connect.ts'
import { presentTask } from '../present.ts'
import { isEmulated } from '../report.ts'
import { inSession } from '../session.ts'
import type { Terminal } from '../terminal.ts'

/** The flags of `list`. */
export interface ListFlags {
  readonly page?: number
  readonly size?: number
  readonly json?: boolean
}

/** `nano-banana list`: the account's tasks, newest first. */
export function list({ page, size, json }: ListFlags, terminal: Terminal): Promise<number> {
  return inSession(terminal, {
    json,
    open: () => connect(terminal),
    work: async ({ client, service }) => {
      const found = await client.tasks.list({ page, size }, { signal: terminal.stopSignal })
      if (json) {
        terminal.print(JSON.stringify({ ...found, ...(isEmulated({ service }) && { emulated: true }) }))
        return
      }
      for (const task of found.tasks) presentTask(task, { terminal, service })
      terminal.say(`page ${found.page}, ${found.tasks.length} of ${found.total} tasks`)
    },
  })
}
