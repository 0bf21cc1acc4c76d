import type { Connection } from './connect.ts'
import { exitCodes } from './exit-code.ts'
import { type ReportContext, reportError } from './report.ts'
import type { Terminal } from './terminal.ts'

/** What a command works with while it is connected. */
export interface Session extends Connection {
  readonly terminal: Terminal
}

/** Connects, works, closes, and turns whatever happens into an exit code. */
export async function inSession(
  terminal: Terminal,
  {
    open,
    work,
    ...options
  }: ReportContext & {
    readonly open: () => Connection | Promise<Connection>
    readonly work: (session: Session) => Promise<void>
  },
): Promise<number> {
  let connection: Connection | undefined
  try {
    connection = await open()
    await work({ ...connection, terminal })
    return exitCodes.done
  } catch (error) {
    return reportError(error, terminal, { ...options, service: connection?.service })
  } finally {
    await connection?.close()
  }
}
