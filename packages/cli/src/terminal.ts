import process from 'node:process'

/** Everything the command touches outside itself. */
export interface Terminal {
  /** Results go here, for people and for pipes. */
  readonly print: (line: string) => void
  /** Progress, notices and errors go here. */
  readonly say: (line: string) => void
  /** Rewrites the last line of the progress; only where `isInteractive`. */
  readonly rewrite: (line: string) => void
  readonly isInteractive: boolean
  readonly columns: number
  readonly env: Readonly<Record<string, string | undefined>>
  /** Aborts when the user or the system asks the command to stop. */
  readonly stopSignal: AbortSignal
}

const eraseLine = '\r\u001B[2K'

/** The terminal this process runs in. The first Ctrl-C stops politely, the second at once. */
export function openTerminal(): Terminal {
  const controller = new AbortController()
  // A reader that went away must not take a paid task with it.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort(name))
  return {
    print: (line) => void process.stdout.write(`${line}\n`),
    say: (line) => void process.stderr.write(`${process.stderr.isTTY ? eraseLine : ''}${line}\n`),
    rewrite: (line) => void process.stderr.write(`${eraseLine}${line}`),
    isInteractive: process.stdin.isTTY === true && process.stderr.isTTY === true,
    columns: process.stderr.columns ?? 80,
    env: process.env,
    stopSignal: controller.signal,
  }
}
