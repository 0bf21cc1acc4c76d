import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { PoolConfig } from 'pg'
import { onTestFinished } from 'vitest'

/** A process that writes to a journal. */
export interface Writer {
  /** What it has told so far: the id and the revision of each write that has resolved. */
  readonly lines: readonly string[]
  /** Resolves when it has told something. */
  readonly begun: Promise<unknown>
  /** Resolves when it has ended and all that it told is in `lines`. */
  readonly ended: Promise<unknown>
  /** Ends it in the middle of whatever it does. */
  readonly kill: () => void
}

/** What a writer writes. */
export interface WriterOptions {
  /** A file, or what a pool of PostgreSQL takes. */
  readonly place: string | PoolConfig
  /** The operations that it writes all at once. */
  readonly operationIds: readonly string[]
  /** How often it replaces each. */
  readonly revisions: number
  /** The largest file that it may write, in units of 1024 bytes. */
  readonly maxKilobytes?: number
}

const script = fileURLToPath(new URL('./writer-process.ts', import.meta.url))

/** Starts such a process, which does not outlive its test. */
export function startWriter({ place, operationIds, revisions, maxKilobytes }: WriterOptions): Writer {
  const where = typeof place === 'string' ? ['sqlite', place] : ['postgres', JSON.stringify(place)]
  const argv = ['--conditions=@nano-banana/source', script, ...where, operationIds.join(), `${revisions}`]
  const limit = maxKilobytes === undefined ? '' : `trap '' XFSZ; ulimit -f ${maxKilobytes};`
  const child = spawn('bash', ['-c', `${limit} exec "$0" "$@"`, process.execPath, ...argv], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines: string[] = []
  const output = createInterface(child.stdout).on('line', (line) => lines.push(line))
  return {
    lines,
    begun: once(output, 'line'),
    ended: once(output, 'close'),
    kill: () => void child.kill('SIGKILL'),
  }
}
