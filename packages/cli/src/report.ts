import { type AnyNanoBananaError, DownloadError, isNanoBananaError, JournalError } from '@nano-banana/node'
import { CommanderError } from 'commander'
import type { Connection } from './connect.ts'
import { exitCodeOf, exitCodes } from './exit-code.ts'
import { SaveError } from './save-error.ts'
import type { Terminal } from './terminal.ts'

/** The circumstances that decide what to advise. */
export interface ReportContext {
  readonly json?: boolean | undefined
  readonly service?: Connection['service'] | undefined
  /** How the user names the file, for a command to paste. */
  readonly out?: string | undefined
  /** The task that is made and paid, where the error itself does not know it. */
  readonly taskId?: string | undefined
}

/** Tells an error and what to do next; returns the exit code. */
export function reportError(error: unknown, terminal: Terminal, context: ReportContext): number {
  // Commander has said what is wrong already; help is no error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage
  if (error instanceof SaveError) return reportError(error.cause, terminal, { ...context, taskId: error.taskId })
  if (!isOurs(error)) {
    terminal.say(`Unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    return exitCodes.unexpected
  }
  const taskId = error.taskId ?? context.taskId
  if (context.json) {
    const emulated = isEmulated(context) && { emulated: true }
    terminal.print(JSON.stringify({ error: { ...error.toJSON(), taskId }, ...emulated }))
    return exitCodeOf(error)
  }
  for (const line of linesFor(error, { ...context, taskId })) terminal.say(line)
  return exitCodeOf(error)
}

/** Whether the pictures are the emulator's. */
export const isEmulated = ({ service }: ReportContext): boolean => service === 'emulator' || service === 'embedded'

const isOurs = (error: unknown): error is AnyNanoBananaError | DownloadError | JournalError =>
  isNanoBananaError(error) || error instanceof DownloadError || error instanceof JournalError

function linesFor(
  error: AnyNanoBananaError | DownloadError | JournalError,
  { service, out, taskId }: ReportContext,
): readonly string[] {
  const { idempotencyKey, outcome } = error
  if (error.code === 'aborted' && service === 'embedded') {
    return ['Stopped. The embedded emulator ends with this command; nothing was billed.']
  }
  const again = out === undefined ? '' : ` --out ${JSON.stringify(out)}`
  if (taskId !== undefined && error.code !== 'task_failed' && service !== 'embedded') {
    return [`✗ ${error.message}`, `  Pick it up: nano-banana wait ${taskId}${again}`]
  }
  if (outcome === 'unknown' && idempotencyKey !== undefined) {
    return [`✗ ${error.message}`, `  Run the same command again with --idempotency-key ${idempotencyKey}`]
  }
  return [`✗ ${error.message}`]
}
