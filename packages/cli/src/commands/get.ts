import { connect } from '../connect.ts'
import { presentTask } from '../present.ts'
import { inSession } from '../session.ts'
import type { Terminal } from '../terminal.ts'

/** `nano-banana get`: where one task stands. */
export function get(taskId: string, { json }: { readonly json?: boolean }, terminal: Terminal): Promise<number> {
  return inSession(terminal, {
    json,
    open: () => connect(terminal),
    work: async ({ client, service }) => {
      const task = await client.tasks.get(taskId, { signal: terminal.stopSignal })
      presentTask(task, { terminal, json, service })
    },
  })
}
